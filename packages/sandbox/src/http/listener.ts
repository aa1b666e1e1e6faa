import { createHash, timingSafeEqual } from 'node:crypto';
import { CONTROL_PREFIX, control } from '../control/control.ts';
import type { Core } from '../core.ts';
import { inbox } from '../inbox/inbox.ts';
import { api, refusal, send } from './api.ts';
import { allowAnyOrigin } from './cors.ts';
import { bodyForLog } from './logged-body.ts';
import { quota } from './quota.ts';
import { isFromHere, type Listener } from './serving.ts';

/** What is known of a request once it is answered. No query values, no headers: they can be private. */
export interface Answered {
  method: string;
  path: string;
  status: number;
  milliseconds: number;
  /** The body of a request to the API, without what the contract marks as sensitive; empty when there is none. */
  body: string;
}

export interface ListenerOptions {
  core: Core;
  isLoopback: boolean;
  /** Set on a public sandbox: what opens the control API. */
  controlToken?: string | undefined;
  onAnswered?: ((answered: Answered) => void) | undefined;
}

/** Sends each request where it belongs: the API, the control API, or the Inbox. */
export function listener({ core, isLoopback, controlToken, onAnswered }: ListenerOptions): Listener {
  const { engine, log, faults } = core;
  const limit = controlToken === undefined ? undefined : quota(() => Date.now());
  const answerApi = api({ engine, log, faults, ...(limit && { limit }) });
  const answerControl = control(core);

  return (request, response) => {
    const { url = '/' } = request;
    const mark = url.indexOf('?');
    const path = mark < 0 ? url : url.slice(0, mark);
    if (onAnswered) {
      const started = performance.now();
      // The control API takes secrets and templates, so its bodies are left alone.
      const body = path.startsWith('/apispaces/') ? bodyForLog(request) : () => '';
      response.on('close', () => {
        const milliseconds = Math.round(performance.now() - started);
        const { method = '' } = request;
        onAnswered({ method, path, status: response.statusCode, milliseconds, body: body() });
      });
    }
    if (path.startsWith('/apispaces/')) {
      if (request.headers.origin !== undefined && allowAnyOrigin(request, response)) return;
      return answerApi(request, response, path);
    }
    if (!isFromHere(request, isLoopback)) {
      request.resume();
      return send(response, {
        status: 403,
        json: refusal('Only the sandbox’s own page may do this from a browser.'),
      });
    }
    if (path.startsWith(`${CONTROL_PREFIX}/`)) {
      if (controlToken !== undefined && !isToken(request.headers.authorization, controlToken)) {
        request.resume();
        return send(response, { status: 401 }, { 'www-authenticate': 'Bearer' });
      }
      return answerControl(request, response, path, mark < 0 ? '' : url.slice(mark + 1));
    }
    if (inbox(request, response, path)) return;
    answerApi(request, response, path);
  };
}

function isToken(authorization: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}
