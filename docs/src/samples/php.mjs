import { bodyLiteral } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** @type {import('./literal.mjs').Syntax} */
const syntax = {
  string: quoted,
  label: (name) => `${quoted(name)} => `,
  object: ['[', ']'],
  list: ['[', ']'],
  // An empty array would be sent as a list.
  emptyObject: 'new stdClass()',
  padding: '',
  step: '    ',
  lastComma: ',',
};

/** @type {import('./request-samples.mjs').SampleLanguage} */
export const php = {
  language: 'php',
  label: 'PHP',
  fence: 'php',
  fileName: () => 'request.php',
  write({ method, url, headers, token, body }) {
    const lines = headers.map(({ name, value, withToken }) => {
      const line = { name, value: `${name}: ${value}`, withToken };
      return `        ${headerValue(line, token, quoted, ` . getenv('${tokenVariable}')`)},\n`;
    });
    const options = [
      ...(method === 'GET' ? [] : [`    CURLOPT_CUSTOMREQUEST => ${quoted(method)},\n`]),
      ...(lines.length > 0 ? [`    CURLOPT_HTTPHEADER => [\n${lines.join('')}    ],\n`] : []),
      ...(body === undefined ? [] : ['    CURLOPT_POSTFIELDS => json_encode($body),\n']),
      '    CURLOPT_RETURNTRANSFER => true,\n',
    ];
    return `<?php
${body === undefined ? '' : `$body = ${bodyLiteral(body, syntax)};\n`}$request = curl_init(${quoted(url)});
curl_setopt_array($request, [
${options.join('')}]);

$answer = curl_exec($request);
if ($answer === false) {
    exit(curl_error($request));
}
echo curl_getinfo($request, CURLINFO_RESPONSE_CODE), ' ', $answer;`;
  },
};

/** @param {string} text */
function quoted(text) {
  // What has a name as an escape is written in double quotes, where $ begins a variable.
  if (JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\') === text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  }
  return JSON.stringify(text).replace(/\\u([0-9a-f]{4})|\\b|\\.|\$/g, (sequence, code) => {
    if (code !== undefined) return `\\u{${code}}`;
    if (sequence === '\\b') return '\\x08';
    return sequence === '$' ? '\\$' : sequence;
  });
}
