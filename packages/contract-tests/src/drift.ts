import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Exchange } from './exchange.ts';
import { harOf } from './har.ts';

const require = createRequire(import.meta.url);
const cli = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin/cli.js');

/** What Redocly finds in recorded traffic. */
export interface Drift {
  /** What the contract does not say, or says otherwise: a line each. */
  problems: string[];
  /** How much of the contract the traffic has, such as `properties`. */
  totals: Record<string, { covered: number; total: number }>;
  /** What the traffic does not have: `sendMessage request: to.lastName`. */
  missing: string[];
}

interface Report {
  run: { undocumentedExchanges: number };
  problems: { message: string; operationId?: string; status?: number }[];
}
interface Coverage {
  totals: Drift['totals'];
  operations: { operationId: string; missing: { target?: string; status?: string; path?: string }[] }[];
}

/**
 * Holds recorded traffic against the contract, by `redocly drift --coverage`.
 * @throws {Error} when Redocly gives no report.
 */
export async function drift(exchanges: Exchange[]): Promise<Drift> {
  const folder = mkdtempSync(join(tmpdir(), 'drift-'));
  const file = (name: string) => join(folder, name);
  try {
    writeFileSync(file('traffic.har'), JSON.stringify(harOf(exchanges)));
    const said = await run([
      ...[
        'drift',
        file('traffic.har'),
        '--api',
        require.resolve('@enterprise-communications/spec/openapi.json'),
      ],
      ...['--coverage', '--coverage-output', file('coverage.json')],
      ...['--format', 'json', '-o', file('report.json')],
      // By `Prefer` the mock is told which example to answer with. The API does not know it.
      ...['--ignore-headers', 'prefer'],
    ]);
    let report: Report;
    let coverage: Coverage;
    try {
      report = JSON.parse(readFileSync(file('report.json'), 'utf8'));
      coverage = JSON.parse(readFileSync(file('coverage.json'), 'utf8'));
    } catch {
      throw new Error(`Redocly gave no report: ${said}`);
    }
    const { undocumentedExchanges } = report.run;
    return {
      problems: [
        ...(undocumentedExchanges > 0 ? [`${undocumentedExchanges} exchanges are of no operation`] : []),
        ...report.problems.map(({ message, operationId, status }) => `${operationId} ${status}: ${message}`),
      ],
      totals: coverage.totals,
      missing: coverage.operations.flatMap(({ operationId, missing }) =>
        missing.map((one) => [operationId, one.target, one.status, one.path].filter(Boolean).join(' ')),
      ),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
    // It ends with 1 when it finds a problem.
    execFile(process.execPath, [cli, ...args], { env, maxBuffer: 1024 ** 3 }, (_, out, err) =>
      resolve(out + err),
    );
  });
}
