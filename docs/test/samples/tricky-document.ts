import { listOperations, type OpenApiDocument } from '../../src/openapi.mjs';

/** What some language takes for its own when it stands in a text. */
const value = {
  quotes: `it's "quoted" \`so\` and """so""" and '''so'''`,
  expansions: ['$', '{HOME} $HOME #{1 + 1} {0} %s \\(1) $(date) `date` ! ; & |'].join(''),
  backslashes: 'C:\\new\\table\\u0041 \\',
  lines: 'one\ntwo\r\nthree\ttab \b\f\u0001',
  lineWithMarks: "it's\n$HOME #{1}",
  letters: 'Grüße, 你好, 🙂',
  words: [true, false, null],
  numbers: [0, -1.5, 12345678901],
  empty: { object: {}, list: [], text: '' },
  names: { 'content-type': 1, 'first name': 2, "it's": 3, $dollar: 4, 'a"b': 5, class: 6, '2nd': 7 },
};

/** The spec with one operation that sends the value above. */
export function trickyDocument(spec: OpenApiDocument): { document: OpenApiDocument; value: unknown } {
  const document = structuredClone(spec);
  const operation = listOperations(document).find(({ operationId }) => operationId === 'sendMessage');
  if (!operation) throw new Error('The spec has no sendMessage.');
  const item = document.paths[operation.path] ?? {};
  document.paths = {
    [operation.path]: {
      ...item,
      post: {
        ...item.post,
        operationId: 'sendMessage',
        requestBody: { content: { 'application/json': { examples: { tricky: { value } } } } },
      },
    },
  };
  return { document, value };
}
