import { bodyLiteral } from './literal.mjs';
import { headerValue, tokenVariable } from './sample-request.mjs';

/** @type {import('./literal.mjs').Syntax} */
const syntax = {
  string: quoted,
  label: (name) => (/^[a-z_]\w*$/i.test(name) ? `${name}: ` : `${quoted(name)}: `),
  object: ['{', '}'],
  list: ['[', ']'],
  emptyObject: '{}',
  words: { null: 'nil' },
  padding: ' ',
  step: '  ',
  lastComma: ',',
};

/** @type {import('./request-samples.mjs').SampleLanguage} */
export const ruby = {
  language: 'ruby',
  label: 'Ruby',
  fence: 'ruby',
  fileName: () => 'request.rb',
  write({ method, url, headers, token, body }) {
    const verb = method.charAt(0) + method.slice(1).toLowerCase();
    const lines = headers.map((header) => {
      const value = headerValue(header, token, quoted, ` + ENV.fetch('${tokenVariable}')`);
      return `request[${quoted(header.name)}] = ${value}\n`;
    });
    const content = body === undefined ? '' : `request.body = JSON.generate(${bodyLiteral(body, syntax)})\n`;
    return `${body === undefined ? '' : "require 'json'\n"}require 'net/http'

uri = URI(${quoted(url)})
request = Net::HTTP::${verb}.new(uri)
${lines.join('')}${content}
response = Net::HTTP.start(uri.hostname, uri.port, use_ssl: uri.scheme == 'https') do |http|
  http.request(request)
end
puts response.code, response.body`;
  },
};

/** @param {string} text */
function quoted(text) {
  // What has a name as an escape is written in double quotes, where #{ begins an expression.
  if (JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\') === text) {
    return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  }
  return JSON.stringify(text).replaceAll('#', '\\#');
}
