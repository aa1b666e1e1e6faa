import { type Change, type Level, levels } from './change.ts';

const headings: Record<Level, string> = {
  breaking: 'Breaking for some',
  judge: 'To be judged',
  compatible: 'New and changed, harmless for all',
};

/** The changes as Markdown for those who use the API: what, and for whom. Empty when there is none. */
export function changelogEntry(changes: readonly Change[]): string {
  return levels
    .map((level) => {
      const lines = changes.filter((change) => change.level === level).map(line);
      return lines.length > 0
        ? `### The contract: ${headings[level].toLowerCase()}\n\n${lines.join('\n')}\n`
        : '';
    })
    .filter(Boolean)
    .join('\n');
}

function line({ level, what, forWhom, advice }: Change): string {
  return `- ${what} For ${forWhom}.${level === 'breaking' && advice ? ` ${advice}` : ''}`;
}
