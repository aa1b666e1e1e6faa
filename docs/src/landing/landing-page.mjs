import { referencePath } from '../facts/reference-path.mjs';
import { frontMatter } from '../front-matter.mjs';
import { listOperations, listWebhooks } from '../openapi.mjs';
import { requestSamples } from '../samples/request-samples.mjs';
import { UserError } from '../user-error.mjs';
import { firstParagraph } from './first-paragraph.mjs';

/** The operation a newcomer calls first. */
const firstOperation = 'sendMessage';

/** Where the mock listens when the samples of this page are to work. */
const mock = { baseUrl: 'http://127.0.0.1:4010', token: 'any-token' };

/**
 * @param {import('../openapi.mjs').OpenApiDocument} contract
 * @returns {import('../site-pages.mjs').SitePage}
 * @throws {UserError} when the spec lacks the operation of the first call
 */
export function landingPage(contract) {
  const { info, openapi, servers } = contract;
  const first = listOperations(contract).find(({ operationId }) => operationId === firstOperation);
  if (!first) throw new UserError(`The spec bundle has no operation ${firstOperation}.`);
  const about = firstParagraph(info.description ?? '');
  const description = info.summary ?? about;
  const [{ name: example } = { name: undefined }] = first.requestExamples;
  const samples = requestSamples(contract, mock).filter(
    (sample) => sample.operationId === first.operationId && sample.example === example,
  );
  const markdown = `${frontMatter({
    layout: 'Landing',
    title: info.title,
    titleTemplate: false,
    description,
    hero: {
      text: description,
      tagline: about,
      actions: [
        { theme: 'brand', text: 'Guides', link: '/guides/first-message' },
        { theme: 'alt', text: 'Reference', link: '/reference/' },
        { theme: 'alt', text: 'Mock', link: '#mock' },
        { theme: 'alt', text: 'Client', link: '#client' },
        { theme: 'alt', text: 'Spec', link: '#spec' },
      ],
    },
  })}
## A first message

Start the [mock](#mock), then paste this. The answer is a \`${statusOf(first, '2')}\`.

::: code-group

${samples.map(({ fence, label, source }) => `\`\`\`${fence} [${label}]\n${source}\n\`\`\``).join('\n\n')}

:::

## Operations

At \`${servers[0]?.url}\`

${listOperations(contract)
  .map(
    (operation) =>
      `- [${operation.summary}](${referencePath('operations', operation.operationId)}) \`${operation.method.toUpperCase()} ${operation.path}\``,
  )
  .join('\n')}

## Webhooks

What the API posts to you, as it happens

${listWebhooks(contract)
  .map((webhook) => `- [\`${webhook.name}\`](${referencePath('events', webhook.name)})`)
  .join('\n')}

## Mock

A server on your machine that checks your requests and answers as documented. It needs no account and takes any token.
Ask for a certain answer with \`Prefer: code=${statusOf(first, '4')}\`.

\`\`\`sh
npx @enterprise-communications/mock --port 4010
\`\`\`

## Client

A small client on \`fetch\`. Its types are made from the spec, so the editor knows every field and the compiler finds the
misspelt one.

\`\`\`sh
npm install @enterprise-communications/client
\`\`\`

## Spec

One OpenAPI ${openapi} file, with everything in it. This site, the mock and the client are all made from it.

- <a href="./openapi.yaml" download>openapi.yaml</a>
- <a href="./openapi.json" download>openapi.json</a>
`;
  return { path: 'index', title: info.title, description, group: '', markdown };
}

/**
 * @param {import('../openapi.mjs').Operation} operation
 * @param {string} kind the first digit
 */
function statusOf({ statuses }, kind) {
  return statuses.find((status) => status.startsWith(kind)) ?? '';
}
