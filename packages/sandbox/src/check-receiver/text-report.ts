import type { CheckResult, Report } from './check-receiver.ts';

const MARKS = { passed: 'ok     ', failed: 'FAILED ', skipped: 'skipped' };
const NAME_WIDTH = 18;

/** A check for a person: one line when it went well, else also what was found and how to mend it. */
export function textResult({ name, result, summary, problems }: CheckResult): string {
  const head = `${MARKS[result]}  ${name.padEnd(NAME_WIDTH)}`;
  if (problems.length === 0) return `${head}${summary}`;
  const found = new Map<string, string[]>();
  for (const problem of problems) {
    found.set(problem.mend, [...(found.get(problem.mend) ?? []), problem.found]);
  }
  const lines = [...found].flatMap(([mend, all]) => [...all.map((one) => `  - ${one}`), `    ${mend}`]);
  return [head.trimEnd(), ...lines].join('\n');
}

/** How it went in all, and what is left to a person. */
export function textSummary({ receiver, passed, failed, skipped, look }: Report): string {
  const rest = skipped > 0 ? `, ${skipped} skipped` : '';
  const summary = `\n${receiver}: ${passed} passed, ${failed} failed${rest}`;
  if (look.length === 0) return summary;
  return [summary, '\nWhat cannot be seen from outside:', ...look.map((line) => `  - ${line}`)].join('\n');
}
