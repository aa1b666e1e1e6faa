/** Where the mock and the sandbox listen unless they are told otherwise. */
export const servers = [
  { name: 'Mock', url: 'http://127.0.0.1:4010' },
  { name: 'Sandbox', url: 'http://127.0.0.1:4020' },
];

/**
 * Whether the address is one that the site's content security policy lets a page send to.
 *
 * @param {string} address
 */
export function ownMachine(address) {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname);
  } catch {
    return false;
  }
}

/**
 * @param {{ server: string, token: string, method: string, path: string, body: string }} request `body` is '' for none
 * @returns {Promise<{ status: number, statusText: string, text: string, value: any }>} `value` is the body when it is
 *   JSON, `text` is for reading
 * @throws {TypeError} when there is no answer
 */
export async function send({ server, token, method, path, body }) {
  const response = await fetch(server.replace(/\/+$/, '') + path, {
    method,
    headers: {
      Authorization: `Bearer ${token}`,
      ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === '' ? {} : { body }),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  const text = await response.text();
  const value = parsed(text);
  return {
    status: response.status,
    statusText: response.statusText,
    text: value === undefined ? text || '(no body)' : JSON.stringify(value, null, 2),
    value,
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
