import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { specFolder } from './contract.ts';

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin/cli.js');
const folder = join(specFolder, 'workflows');

/** The paths of the Arazzo descriptions, by name, such as `fallback`. */
export const workflowFiles: Record<string, string> = Object.fromEntries(
  readdirSync(folder)
    .sort()
    .map((file) => [file.replace('.arazzo.yaml', ''), join(folder, file)]),
);

/** What became of one workflow. */
export interface WorkflowRun {
  succeeded: boolean;
  /** The ids of its steps in the order in which they were done; a step that was repeated is there again. */
  steps: string[];
  /** What is wrong with the last attempt at each step. */
  failures: string[];
}

interface Report {
  files: Record<string, { executedWorkflows: { status: string; executedSteps: Step[] }[] }>;
}
interface Step {
  stepId: string;
  status: string;
  response?: { statusCode?: number };
  checks: { passed: boolean; name: string; message: string; condition?: string }[];
}

/**
 * Does all workflows against a server, by `redocly respect`.
 * @param files paths of Arazzo descriptions, by name.
 * @returns what became of each, by the same names.
 * @throws {Error} when Redocly gives no report.
 */
export async function runWorkflows(
  files: Record<string, string>,
  baseUrl: string,
  inputs: Record<string, string>,
): Promise<Record<string, WorkflowRun>> {
  const scratch = mkdtempSync(join(tmpdir(), 'respect-'));
  const json = join(scratch, 'report.json');
  const args = [
    ...['respect', ...Object.values(files), '--server', `contract=${baseUrl}`, '--json-output', json],
    ...Object.entries(inputs).flatMap(([name, value]) => ['--input', `${name}=${value}`]),
  ];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, [cli, ...args], { cwd: scratch, env }, (_, stdout, stderr) => {
        resolve(stdout + stderr);
      });
    });
    const report = readReport(json, output);
    return Object.fromEntries(
      Object.entries(files).map(([name, file]) => {
        const [, found] =
          Object.entries(report.files).find(([path]) => basename(path) === basename(file)) ?? [];
        return [name, summary(found?.executedWorkflows ?? [])];
      }),
    );
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function readReport(file: string, output: string): Report {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Error(`Redocly gave no report. It said:\n${output}`);
  }
}

function summary(workflows: Report['files'][string]['executedWorkflows']): WorkflowRun {
  const steps = workflows.flatMap(({ executedSteps }) => executedSteps);
  const lastAttempts = [...new Map(steps.map((step) => [step.stepId, step])).values()];
  return {
    succeeded: workflows.length > 0 && workflows.every(({ status }) => status === 'success'),
    steps: steps.map(({ stepId }) => stepId),
    failures: lastAttempts.flatMap(({ stepId, response, checks }) =>
      checks
        .filter(({ passed }) => !passed)
        .map(
          ({ name, message, condition }) =>
            `${stepId} (${response?.statusCode}): ${name}: ${condition ?? message}`,
        ),
    ),
  };
}
