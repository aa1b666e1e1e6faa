import type { Json } from './contract.ts';
import type { InvalidExample } from './invalid-examples.ts';
import { operation } from './operations.ts';
import { type Finding, judge } from './oracle.ts';
import { type Failure, failuresOf } from './param-name.ts';

/**
 * Judges a whole request by the oracle: each parameter, and the body.
 * @returns what is wrong with it, and JSON pointers to all keywords of the contract that refuse something in it.
 */
export async function judgeRequest(
  request: Pick<InvalidExample, 'operationId' | 'path' | 'body'>,
): Promise<{ failures: Failure[]; refusedBy: string[] }> {
  const { parameters, body } = operation(request.operationId);
  const failures: Failure[] = [];
  const refusedBy: string[] = [];
  for (const { name, schema, example } of parameters) {
    const { findings } = await judge(schema, request.path?.[name] ?? example);
    refusedBy.push(...findings.flatMap(keywords));
    failures.push(...failuresOf(findings, null).map(({ keyword }) => ({ paramName: name, keyword })));
  }
  if (body) {
    const value = request.body as Json;
    const { findings } = await judge(body.schema, value);
    refusedBy.push(...findings.flatMap(keywords));
    failures.push(...failuresOf(findings, value));
  }
  return { failures, refusedBy };
}

function keywords({ schema, inner }: Finding): string[] {
  return [schema, ...inner.flatMap(keywords)];
}
