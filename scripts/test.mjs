// `npm test`: installs, then runs every lint, type check and test of the workspace, and counts them.
// The last line is `N passed, N failed`; a lint or a type check counts as one.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { prepareWorkspace, root, run } from './pnpm.mjs';

prepareWorkspace();

const summaries = join(root, '.turbo', 'runs');
rmSync(summaries, { recursive: true, force: true });
const status = run('pnpm', [
  'exec',
  'turbo',
  'run',
  'lint',
  '//#lint:code',
  '//#typecheck:scripts',
  'typecheck',
  'test',
  '--continue=dependencies-successful',
  '--summarize',
  '--output-logs=new-only',
]);

/** @typedef {{ taskId: string, task: string, directory: string, cache: { status: string }, execution?: { exitCode: number | null, startTime: number } }} Task */
/** @returns {Task[]} */
function readTasks() {
  try {
    const [file] = readdirSync(summaries).filter((name) => name.endsWith('.json'));
    return JSON.parse(readFileSync(join(summaries, file ?? ''), 'utf8')).tasks;
  } catch {
    return [];
  }
}

const count = { passed: 0, failed: 0, skipped: 0 };
const reds = [];
for (const { taskId, task, directory, execution } of readTasks()) {
  // A task that never ran had a dependency that failed; that one is counted.
  if (!execution && task !== 'build') continue;
  const succeeded = execution?.exitCode === 0;
  const report =
    task === 'test'
      ? readReport(join(root, directory, 'test-results', 'vitest.json'), execution?.startTime)
      : undefined;
  if (report) {
    count.passed += report.numPassedTests;
    count.failed += report.numFailedTests;
    count.skipped += report.numPendingTests + report.numTodoTests;
  } else if (task !== 'build') {
    count[succeeded ? 'passed' : 'failed'] += 1;
  } else if (!succeeded) {
    count.failed += 1;
  }
  // A test task can fail with no failed test: an error outside of a test, a wrong type.
  if (!succeeded && report?.numFailedTests === 0) count.failed += 1;
  if (!succeeded) reds.push(taskId);
}
if (status !== 0 && count.failed === 0) count.failed += 1;
if (reds.length > 0) console.log(`\nFailed: ${reds.join(', ')}`);

console.log(
  `\n${count.passed} passed, ${count.failed} failed${count.skipped > 0 ? `, ${count.skipped} skipped` : ''}`,
);
process.exitCode = count.failed > 0 ? status || 1 : 0;

/**
 * Vitest's JSON report; none when vitest ended before it wrote one, so that an older report does not count.
 * @param {string} file
 * @param {number} [since] milliseconds
 * @returns {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number } | undefined}
 */
function readReport(file, since = 0) {
  try {
    return statSync(file).mtimeMs >= since ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
