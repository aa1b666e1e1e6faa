/**
 * @typedef {{ label: string, strong?: boolean }} Box
 * @typedef {{ caption: string, boxes: Box[] }} Row
 */

const width = 340;
const box = { width: 104, height: 30, gap: 12 };
const perLine = 3;
const captionHeight = 22;
const arrow = 30;

/**
 * Rows of boxes, one below the other, with an arrow from each row to the next. Narrow enough for a phone; lines and
 * letters have the color of the text around it, so it fits a dark page as well.
 *
 * @param {string} title what the diagram tells, for those who do not see it
 * @param {Row[]} rows
 * @returns {string} an HTML figure without an empty line, as Markdown needs it
 */
export function boxesDiagram(title, rows) {
  let y = 4;
  const parts = rows.flatMap(({ caption, boxes }, index) => {
    const lines = [];
    if (index > 0) {
      lines.push(
        `<path d="M${width / 2} ${y + 4}v${arrow - 10}m-5 -6l5 6l5 -6" fill="none" stroke="currentColor"/>`,
      );
      y += arrow;
    }
    lines.push(text(width / 2, y + 13, caption, 'font-size="12"'));
    y += captionHeight;
    for (let at = 0; at < boxes.length; at += perLine) {
      const line = boxes.slice(at, at + perLine);
      let x = (width - line.length * box.width - (line.length - 1) * box.gap) / 2;
      for (const { label, strong } of line) {
        lines.push(
          `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="6" fill="none" stroke="currentColor" stroke-width="${strong ? 2 : 1}"/>`,
          text(x + box.width / 2, y + 20, label, 'font-size="14"'),
        );
        x += box.width + box.gap;
      }
      y += box.height + 8;
    }
    return lines;
  });
  return [
    '<figure class="diagram">',
    `<svg viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="${escaped(title)}">`,
    ...parts,
    '</svg>',
    '</figure>',
  ].join('\n');
}

/**
 * @param {number} x
 * @param {number} y
 * @param {string} content
 * @param {string} attributes
 */
const text = (x, y, content, attributes) =>
  `<text x="${x}" y="${y}" text-anchor="middle" fill="currentColor" ${attributes}>${escaped(content)}</text>`;

/** @param {string} content */
const escaped = (content) =>
  content
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('{', '&#123;');
