// In this order: what stands in code keeps its marks, and what only leads to a heading goes.
const marks: [RegExp, string | ((...found: string[]) => string)][] = [
  [/^[\s\S]*?<main\b[^>]*>|<\/main>[\s\S]*$/g, ''],
  [/<a class="header-anchor"[\s\S]*?<\/a>|<span class="lang">.*?<\/span>/g, ''],
  [
    /<pre\b[^>]*>([\s\S]*?)<\/pre>/g,
    (_, code = '') => `\n\n\`\`\`\n${code.replaceAll(/<[^>]+>/g, '')}\n\`\`\`\n\n`,
  ],
  [/<h([1-6])\b[^>]*>/g, (_, level) => `\n\n${'#'.repeat(Number(level))} `],
  [/<t[hd]\b[^>]*>/g, '| '],
  [/<\/tr>/g, ' |\n'],
  [/<li>/g, '\n- '],
  [/<summary>/g, '\n\n**'],
  [/<\/summary>/g, '**\n\n'],
  [/<\/?strong>/g, '**'],
  [/<\/?code\b[^>]*>/g, '`'],
  [/<\/?(?:p|h[1-6]|table|ul|div)\b[^>]*>/g, '\n\n'],
  [/<[^>]+>/g, ''],
  [/&lt;/g, '<'],
  [/&gt;/g, '>'],
  [/&quot;/g, '"'],
  [/&#39;/g, "'"],
  [/&amp;/g, '&'],
];

/** What a page of the site says to a reader, as Markdown without links, so that it is read as its Markdown twin is. */
export function textOfPage(html: string): string {
  return marks.reduce((text, [mark, put]) => text.replace(mark, put as string), html);
}

/** A Markdown page without its links. */
export function textOfTwin(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\([^()\s]+\)/g, '$1');
}

/** A heading, and what stands below it and above the next. */
export interface Section {
  level: number;
  heading: string;
  text: string;
}

export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  let fence = '';
  for (const line of markdown.split('\n')) {
    const [, mark = ''] = /^(`{3,})/.exec(line) ?? [];
    if (mark !== '') fence = fence === '' ? mark : mark === fence ? '' : fence;
    const [, level, heading = ''] = (fence === '' && /^(#{1,6}) (.*)$/.exec(line)) || [];
    if (level !== undefined) sections.push({ level: level.length, heading: heading.trim(), text: '' });
    else if (sections.length > 0) (sections.at(-1) as Section).text += `${line}\n`;
  }
  return sections;
}
