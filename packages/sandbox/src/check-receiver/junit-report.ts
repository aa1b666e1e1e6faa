import type { CheckResult, Report } from './check-receiver.ts';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The report as JUnit XML, which continuous integration shows as tests. */
export function junitReport({ receiver, checks, failed, skipped }: Report): string {
  const counts = `tests="${checks.length}" failures="${failed}" skipped="${skipped}" errors="0"`;
  const seconds = inSeconds(checks.reduce((sum, { milliseconds }) => sum + milliseconds, 0));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="check-receiver" ${counts} time="${seconds}">`,
    `  <testsuite name="${escaped(receiver)}" ${counts} time="${seconds}">`,
    ...checks.map(testCase),
    '  </testsuite>',
    '</testsuites>\n',
  ].join('\n');
}

function testCase({ name, result, summary, problems, milliseconds }: CheckResult): string {
  const head = `    <testcase classname="check-receiver" name="${escaped(name)}" time="${inSeconds(milliseconds)}"`;
  if (result === 'passed') return `${head}/>`;
  const inner =
    result === 'skipped'
      ? `<skipped message="${escaped(summary)}"/>`
      : `<failure message="${escaped(problems.map(({ found }) => found).join('; '))}">${escaped(
          problems.map(({ found, mend }) => `${found}\n${mend}`).join('\n\n'),
        )}</failure>`;
  return `${head}>\n      ${inner}\n    </testcase>`;
}

function inSeconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
}
