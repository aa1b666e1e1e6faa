import { operations, webhookOperations } from '../facts/contract-node.mjs';
import { referencePath } from '../facts/reference-path.mjs';
import { answerBody, statusWords } from './answers.mjs';
import { referencePage } from './reference-page.mjs';

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @returns {import('../site-pages.mjs').SitePage}
 */
export function errorsPage(contract) {
  const calls = [...operations(contract)].map(([id, operation]) => ({
    operation,
    link: `[${operation.summary}](${referencePath('operations', id)})`,
  }));
  const events = [...webhookOperations(contract)].map(([name, operation]) => ({
    operation,
    link: `[${name}](${referencePath('events', name)})`,
  }));
  return referencePage(
    {
      path: '/reference/errors',
      title: 'Errors',
      description:
        'Every error that the API can answer with, and every answer that you can give to an event.',
      group: 'Reference',
    },
    [
      'What to do about each is in the guide on [errors](/guides/errors).',
      `## From the API\n\n${sections(contract, calls)}`,
      `## Your answers to events\n\n${sections(contract, events)}`,
    ],
  );
}

/**
 * @param {import('../facts/contract-node.mjs').Contract} contract
 * @param {{ operation: any, link: string }[]} users
 */
function sections(contract, users) {
  return Object.entries(contract['components'].responses)
    .flatMap(([name, response]) => {
      const uses = users.flatMap(({ operation, link }) =>
        Object.entries(operation.responses)
          .filter(([, given]) => /** @type {any} */ (given).$ref?.endsWith(`/${name}`))
          .map(([status]) => ({ status, link })),
      );
      const [first] = uses;
      if (first === undefined) return [];
      return [
        [
          `### ${statusWords(first.status)} \`${name}\` {#${name}}`,
          answerBody(contract, response),
          `Of: ${uses.map(({ link }) => link).join(', ')}`,
        ].join('\n\n'),
      ];
    })
    .join('\n\n');
}
