import type { Json } from './contract.ts';
import type { InvalidExample } from './invalid-examples.ts';
import type { Body } from './operations.ts';
import { oracle as builtOracle, type Finding, type Oracle } from './oracle.ts';
import { type Failure, failuresOf } from './param-name.ts';

/**
 * Judges a whole request, answer or event by the oracle: each parameter or header, and the body.
 * @returns what is wrong with it, and JSON pointers to all keywords of the contract that refuse something in it.
 * @throws {Error} when the contract has no such operation, or not that status of it.
 */
export async function judgeExample(
  {
    operationId,
    status,
    path,
    headers,
    body: value = null,
  }: Omit<InvalidExample, 'name' | 'summary' | 'failures'>,
  oracle: Oracle = builtOracle,
): Promise<{ failures: Failure[]; refusedBy: string[] }> {
  const { values, body } = partsOf(operationId, status, oracle);
  const failures: Failure[] = [];
  const refusedBy: string[] = [];
  for (const { name, schema, example } of values) {
    const { findings } = await oracle.judge(schema, path?.[name] ?? headers?.[name] ?? example);
    refusedBy.push(...findings.flatMap(keywords));
    failures.push(
      ...failuresOf(findings, null, oracle.contract).map(({ keyword }) => ({ paramName: name, keyword })),
    );
  }
  if (body) {
    const { findings } = await oracle.judge(body.schema, value);
    refusedBy.push(...findings.flatMap(keywords));
    failures.push(...failuresOf(findings, value, oracle.contract));
  }
  return { failures, refusedBy };
}

function partsOf(
  id: string,
  status: string | undefined,
  { calls: { operations, webhooks } }: Oracle,
): { values: { name: string; schema: string; example: Json }[]; body: Body | undefined } {
  const operation = [...operations, ...webhooks].find((one) => one.id === id);
  if (!operation) throw new Error(`The contract has no operation ${id}.`);
  if (status === undefined) return { values: operation.parameters, body: operation.body };
  const answer = operation.answers.find((one) => one.status === status);
  if (!answer) throw new Error(`${id} does not document the status ${status}.`);
  return { values: answer.headers, body: answer.body };
}

function keywords({ schema, inner }: Finding): string[] {
  return [schema, ...inner.flatMap(keywords)];
}
