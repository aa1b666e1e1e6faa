import type { Facts } from './facts.ts';

/** What is read of an Arazzo description. */
export interface Arazzo {
  workflows: { parameters?: ArazzoParameter[]; steps: ArazzoStep[] }[];
}
interface ArazzoStep {
  operationId: string;
  parameters?: ArazzoParameter[];
  requestBody?: unknown;
  successCriteria?: { condition: string }[];
  outputs?: Record<string, string>;
}
interface ArazzoParameter {
  in: string;
  name: string;
}

/** What the steps of workflows say: which parameters a call has, and which statuses, with a body or without. */
export function arazzoFacts(documents: Arazzo[]): Required<Pick<Facts, 'parameter' | 'status'>> {
  const facts: ReturnType<typeof arazzoFacts> = { parameter: {}, status: {} };
  for (const { parameters: shared = [], steps } of documents.flatMap(({ workflows }) => workflows)) {
    for (const { operationId: id, parameters = [], successCriteria = [], outputs = {} } of steps) {
      for (const one of [...shared, ...parameters]) {
        // The token is no parameter of an OpenAPI operation; its security scheme says it.
        if (one.name !== 'Authorization') facts.parameter[`${id} ${one.name}`] = `${one.in} required`;
      }
      const words = [...successCriteria.map(({ condition }) => condition), ...Object.values(outputs)].join(
        '\n',
      );
      const [, status] = /\$statusCode == (\d+)/.exec(words) ?? [];
      if (status !== undefined)
        facts.status[`${id} ${status}`] = words.includes('$response.body') ? 'a body' : 'no body';
    }
  }
  return facts;
}
