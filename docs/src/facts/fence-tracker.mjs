/**
 * Tells for each line of a Markdown file, given in order, whether it belongs to a fenced code block, its fences
 * included.
 *
 * @returns {(line: string) => boolean}
 */
export function fenceTracker() {
  /** @type {string | undefined} */
  let open;
  return (line) => {
    const fence = /^\s*(`{3,}|~{3,})(.*)$/.exec(line);
    if (open === undefined) {
      if (fence) open = fence[1];
      return open !== undefined;
    }
    const closes =
      fence && fence[2]?.trim() === '' && fence[1]?.[0] === open[0] && (fence[1]?.length ?? 0) >= open.length;
    if (closes) open = undefined;
    return true;
  };
}
