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
  '//#lint:workspace',
  '//#typecheck:scripts',
  'typecheck',
  'check:breaking',
  'test',
  '--continue=dependencies-successful',
  '--summarize',
  // Tests wait about as much as they compute, so there is one task more than two cores need. The long forms compute
  // more, and run out of time when they wait for each other too: one for each core.
  `--concurrency=${process.env['TEST_SIZE'] === 'full' ? '100%' : '150%'}`,
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
for (const { taskId, task, directory, cache, execution } of readTasks()) {
  // What never ran waits for a task that failed, and that one is counted.
  if (!execution) continue;
  const succeeded = execution.exitCode === 0;
  if (!succeeded) reds.push(taskId);
  // The report of a task that is cached is as old as its run.
  const since = cache.status === 'HIT' ? 0 : execution.startTime;
  const report =
    task === 'test' ? readReport(join(root, directory, 'test-results', 'vitest.json'), since) : undefined;
  if (report) {
    count.passed += report.numPassedTests;
    count.failed += report.numFailedTests;
    count.skipped += report.numPendingTests + report.numTodoTests;
    // A run can fail without a failed test: an error outside of a test, a wrong type.
    if (!succeeded && report.numFailedTests === 0) count.failed += 1;
  } else if (!succeeded) {
    count.failed += 1;
  } else if (task !== 'build') {
    count.passed += 1;
  }
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
 * @param {number} since milliseconds since 1970
 * @returns {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number } | undefined}
 */
function readReport(file, since) {
  try {
    return statSync(file).mtimeMs >= since ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  } catch {
    return undefined;
  }
}
