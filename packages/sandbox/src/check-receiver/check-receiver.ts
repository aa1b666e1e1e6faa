import { contract } from '../generated/contract.ts';
import type { Problem } from './answers.ts';
import { type CheckSettings, checks, type Findings } from './checks.ts';
import { target } from './target.ts';

export interface CheckResult {
  name: string;
  result: 'passed' | 'failed' | 'skipped';
  /** What was done, or why it was not. */
  summary: string;
  problems: Problem[];
  milliseconds: number;
}

export interface Report {
  /** The address, without what can be secret in it. */
  receiver: string;
  passed: number;
  failed: number;
  skipped: number;
  checks: CheckResult[];
  /** What cannot be seen from outside: where a person should look. */
  look: string[];
}

export interface CheckOptions extends Partial<CheckSettings> {
  url: string;
  secret: string;
  /** How long the receiver may take to answer. @default what the contract says */
  answerWithinMs?: number;
  /** Told of each check as soon as it is done. */
  onResult?: (result: CheckResult) => void;
}

/** Attacks a webhook receiver in every way that it has to stand, and reports what it does wrong. */
export async function checkReceiver(options: CheckOptions): Promise<Report> {
  const { url, secret, answerWithinMs = contract.answerWithinSeconds * 1000 } = options;
  const { burst = 500, pauseMs = 2000, onResult = () => {} } = options;
  const receiver = target(url, secret, answerWithinMs);
  const results: CheckResult[] = [];
  const look: string[] = [];
  let isTakingNothing = false;
  for (const { name, run } of checks) {
    const started = performance.now();
    const found: Findings | undefined = isTakingNothing ? undefined : await run(receiver, { burst, pauseMs });
    const result: CheckResult = {
      name,
      result: found === undefined ? 'skipped' : found.problems.length > 0 ? 'failed' : 'passed',
      summary: found?.done ?? 'says nothing as long as no valid event is taken',
      problems: found?.problems ?? [],
      milliseconds: Math.round(performance.now() - started),
    };
    // A receiver that refuses everything also refuses what it should.
    isTakingNothing ||= found?.takesNothing === true;
    if (found?.look !== undefined && result.result === 'passed') look.push(found.look);
    results.push(result);
    onResult(result);
  }
  receiver.close();
  const count = (kind: CheckResult['result']) => results.filter(({ result }) => result === kind).length;
  const { origin, pathname } = new URL(url);
  return {
    receiver: origin + pathname,
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    checks: results,
    look,
  };
}
