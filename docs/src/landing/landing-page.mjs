import { html } from '../html.mjs';
import { listOperations, listWebhooks } from '../openapi.mjs';
import { operationLink } from '../reference/operation-link.mjs';
import { requestSamples } from '../samples/request-samples.mjs';
import { siteBar } from '../site-bar.mjs';
import { UserError } from '../user-error.mjs';
import { firstParagraph } from './first-paragraph.mjs';
import { highlight } from './highlight.mjs';

/** Where the mock listens unless it is told otherwise, with a token that it takes like any other. */
const mock = { baseUrl: 'http://127.0.0.1:4010', token: 'any-token' };

/** The operation a newcomer tries first. */
const firstOperation = 'sendMessage';

/**
 * The page that says what this is, and how to get a first answer. What it says of the API it has from the spec.
 *
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @returns {string} HTML
 * @throws {UserError} when the spec lacks the operation of the first call
 */
export function landingPage(document) {
  const { info } = document;
  const first = listOperations(document).find(({ operationId }) => operationId === firstOperation);
  if (!first) throw new UserError(`The spec bundle has no operation ${firstOperation}.`);
  const about = firstParagraph(info.description ?? '');
  return html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${info.title}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="description" content="${info.summary ?? about}">
    <meta name="color-scheme" content="light dark">
    <link rel="icon" href="./favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="./landing.css">
  </head>
  <body>
    <a class="skip" href="#content">Skip to content</a>
    ${siteBar(info, { root: './' })}
    <main id="content">
      <div class="opening">
        <div class="what">
          <h1>${info.summary ?? info.title}</h1>
          <p class="about">${about}</p>
          ${ways(document)}
        </div>
        ${firstCall(document, first)}
      </div>
      ${contents(document)}
      ${tools(document, first)}
    </main>
    <footer>
      <p>${info.title} ${info.version} · OpenAPI ${document.openapi}</p>
    </footer>
  </body>
</html>
`.toString();
}

/** @param {import('../openapi.mjs').OpenApiDocument} document */
function ways(document) {
  return html`<ul class="ways">
            <li><a href="./reference/">Reference</a> <span>Every operation, field and webhook, with samples</span></li>
            <li><a href="#mock">Mock</a> <span>Every documented answer, on your own machine</span></li>
            <li><a href="#client">Client</a> <span>Typed calls from TypeScript and JavaScript</span></li>
            <li><a href="#spec">Spec</a> <span>${`OpenAPI ${document.openapi}, as YAML and as JSON`}</span></li>
          </ul>`;
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').Operation} first
 */
function firstCall(document, first) {
  const [curl, typescript] = requestSamples(document, mock)
    .filter(({ operationId }) => operationId === first.operationId)
    .map(({ source }) => source);
  return html`<section class="first-call" aria-labelledby="first-call">
          <h2 id="first-call">A first message</h2>
          <p>Start the <a href="#mock">mock</a>, then paste this. The answer is a <code>${statusOf(first, '2')}</code>.</p>
          ${code('curl', curl ?? '')}
          <p>The same with the <a href="#client">client</a>:</p>
          ${code('TypeScript', typescript ?? '')}
        </section>`;
}

/** @param {import('../openapi.mjs').OpenApiDocument} document */
function contents(document) {
  const operations = listOperations(document);
  const webhooks = listWebhooks(document);
  return html`<div class="contents">
        <section aria-labelledby="operations">
          <h2 id="operations">Operations</h2>
          <p>${`At ${document.servers[0]?.url}`}</p>
          <ul class="operations">
            ${operations.map(
              (operation) => html`<li>
              <a href="${`./reference/${operationLink(operation)}`}">${operation.summary}</a>
              <code><span class="method">${operation.method.toUpperCase()}</span> ${operation.path}</code>
            </li>`,
            )}
          </ul>
        </section>
        <section aria-labelledby="webhooks">
          <h2 id="webhooks">Webhooks</h2>
          <p>What the API posts to you, as it happens</p>
          <ul class="webhooks">
            ${webhooks.map(
              (webhook) => html`<li>
              <a href="${`./reference/${operationLink(webhook)}`}"><code>${webhook.name}</code></a>
            </li>`,
            )}
          </ul>
        </section>
      </div>`;
}

/**
 * @param {import('../openapi.mjs').OpenApiDocument} document
 * @param {import('../openapi.mjs').Operation} first
 */
function tools(document, first) {
  return html`<div class="tools">
        <section id="mock" aria-labelledby="mock-heading">
          <h2 id="mock-heading">Mock</h2>
          <p>A server on your machine that checks your requests and answers as documented. It needs no account and
            takes any token. Ask for a certain answer with <code>Prefer: code=${statusOf(first, '4')}</code>.</p>
          ${code('Shell', 'npx @enterprise-communications/mock --port 4010')}
        </section>
        <section id="client" aria-labelledby="client-heading">
          <h2 id="client-heading">Client</h2>
          <p>A small client on <code>fetch</code>. Its types are made from the spec, so the editor knows every field and
            the compiler finds the misspelt one.</p>
          ${code('Shell', 'npm install @enterprise-communications/client')}
        </section>
        <section id="spec" aria-labelledby="spec-heading">
          <h2 id="spec-heading">Spec</h2>
          <p>${`One OpenAPI ${document.openapi} file, with everything in it. This site, the mock and the client are all made from it.`}</p>
          <ul class="downloads">
            <li><a href="./openapi.yaml" download>openapi.yaml</a></li>
            <li><a href="./openapi.json" download>openapi.json</a></li>
          </ul>
        </section>
      </div>`;
}

/**
 * @param {import('../openapi.mjs').Operation} operation
 * @param {string} kind the first digit
 */
function statusOf({ statuses }, kind) {
  return statuses.find((status) => status.startsWith(kind)) ?? '';
}

/**
 * @param {string} language
 * @param {string} source
 */
function code(language, source) {
  // Focusable, so that a keyboard can scroll what is wider than its box.
  return html`<pre role="region" aria-label="${`Code: ${language}`}" tabindex="0"><code>${highlight(source)}</code></pre>`;
}
