import { createRequire } from 'node:module';

// What the tests know of the contract they read themselves, past the package's own generator.
export const contract = createRequire(import.meta.url)('@enterprise-communications/spec/openapi.json');

const resolve = (node: { $ref?: string }): unknown =>
  node.$ref
    ? resolve(
        node.$ref
          .slice(2)
          .split('/')
          .reduce((part, token) => part[token], contract),
      )
    : node;

interface Webhook {
  post: { requestBody: { content: { 'application/json': { examples: Record<string, { $ref?: string }> } } } };
}

/** Each example of a webhook's body, by its name, as JSON text. */
export const exampleBodies: [name: string, body: string][] = Object.values<Webhook>(
  contract.webhooks,
).flatMap(({ post }) =>
  Object.entries(post.requestBody.content['application/json'].examples).map(
    ([name, example]): [string, string] => [
      name,
      JSON.stringify((resolve(example) as { value: unknown }).value, null, 2),
    ],
  ),
);

/** The body of one example. */
export function exampleBody(name: string): string {
  const found = exampleBodies.find(([each]) => each === name);
  if (!found) throw new Error(`The contract has no example ${name}`);
  return found[1];
}

/** The event of one example, to be changed at will. */
export const exampleEvent = (name: string) => JSON.parse(exampleBody(name));

/** An event as the receiver gives it. */
export const typed = (event: { name: string }) => ({
  type: Object.keys(contract.webhooks).includes(event.name) ? event.name : 'unknown',
  event,
});
