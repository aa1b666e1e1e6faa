import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';

const FILES: Record<string, { name: string; type: string }> = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/inbox.js': { name: 'inbox.js', type: 'text/javascript; charset=utf-8' },
  '/inbox.css': { name: 'inbox.css', type: 'text/css; charset=utf-8' },
};
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'";
const contents = new Map<string, Buffer>();

/** Serves the Inbox page. @returns whether the path is one of its */
export function inbox({ method }: IncomingMessage, response: ServerResponse, path: string): boolean {
  const file = FILES[path];
  if (file === undefined || (method !== 'GET' && method !== 'HEAD')) return false;
  let content = contents.get(path);
  if (content === undefined) {
    content = readFileSync(new URL(`./inbox/${file.name}`, import.meta.url));
    contents.set(path, content);
  }
  response
    .writeHead(200, {
      'content-type': file.type,
      'content-length': content.length,
      'content-security-policy': POLICY,
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    })
    .end(method === 'HEAD' ? undefined : content);
  return true;
}
