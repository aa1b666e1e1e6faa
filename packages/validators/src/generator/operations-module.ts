import type { Bodies } from './find-bodies.ts';

/** The source of the module that finds a validator by operation, status or event. */
export function operationsModule(bodies: Bodies): string {
  const body = maps(bodies).map(
    ({ name, entries }) =>
      `export const ${name} = ${object(entries, (validator) => `validators.${validator}`)};\n`,
  );
  return `import * as validators from './index.js';\n\n${body.join('\n')}`;
}

/** The declarations of that module. */
export function operationsTypes(bodies: Bodies): string {
  const body = maps(bodies).map(({ name, doc, entries }) => {
    const type = object(entries, (validator) => `typeof validators.${validator}`, 'readonly ');
    return `/** ${doc} */\nexport declare const ${name}: ${type};\n`;
  });
  return `import type * as validators from './index.js';\n\n${body.join('\n')}`;
}

type Entries = Map<string, string | Entries>;

function maps(bodies: Bodies): { name: string; doc: string; entries: Entries }[] {
  return [
    { name: 'requestValidators', doc: 'The request body, by operationId.', entries: bodies.requests },
    {
      name: 'responseValidators',
      doc: 'The response body, by operationId and status. A status without a body is not there.',
      entries: bodies.responses,
    },
    {
      name: 'webhookValidators',
      doc: 'The body as the API posts it, by webhook: one event, or an array of events of any kind.',
      entries: bodies.webhooks,
    },
    { name: 'eventValidators', doc: 'One event, by its name.', entries: bodies.events },
  ];
}

function object(entries: Entries, leaf: (validator: string) => string, modifier = '', indent = ''): string {
  const lines = [...entries].map(([key, value]) => {
    const text = typeof value === 'string' ? leaf(value) : object(value, leaf, modifier, `${indent}  `);
    return `${indent}  ${modifier}${JSON.stringify(key)}: ${text}${modifier ? ';' : ','}\n`;
  });
  return `{\n${lines.join('')}${indent}}`;
}
