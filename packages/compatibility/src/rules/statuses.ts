import { type Rating, type Rule, values } from '../rating.ts';

/** Statuses that come and go. */
export const statuses: Rule = (change, { direction, key }) => {
  if (change.typeName !== 'Response') return undefined;
  const { before, after } = values(change);
  if (change.kind === 'removed') return removed(key);
  if (change.kind === 'added') return added(key);
  // Redocly takes a similar name for a rename. A status is another status.
  if (change.property !== 'key') return undefined;
  const [gone, come] = [removed(String(before)), added(String(after))];
  return { ...(gone.level === 'breaking' ? gone : come), what: `${gone.what} ${come.what}` };

  function removed(status: string): Rating {
    if (direction === 'sent') {
      return {
        level: 'breaking',
        fact: 'response-removed',
        what: `The answer ${status} is no longer described.`,
        advice: 'Receivers answer with it today. Keep it, and say in words what is better.',
      };
    }
    return isSuccess(status)
      ? {
          level: 'breaking',
          fact: 'response-removed',
          what: `The answer ${status} is gone.`,
          advice: 'Keep answering with it, or offer what is new as an operation of its own.',
        }
      : {
          level: 'judge',
          fact: 'error-status-removed',
          what: `The answer ${status} is gone.`,
          advice: 'Find out what comes in its place. A caller that handles it no longer notices that error.',
        };
  }

  function added(status: string): Rating {
    if (direction === 'sent') {
      return { level: 'compatible', fact: 'response-added', what: `The answer ${status} has a meaning now.` };
    }
    return isSuccess(status)
      ? {
          level: 'breaking',
          fact: 'success-status-added',
          what: `The answer can be ${status} now.`,
          advice:
            'Callers wait for the statuses they know. Keep the old one for the requests that exist today.',
        }
      : {
          level: 'judge',
          fact: 'error-status-added',
          what: `The answer can be ${status} now.`,
          advice: 'Harmless when only new requests get it. Breaking when a request that succeeds today does.',
        };
  }
};

function isSuccess(status: string): boolean {
  return /^[123]/.test(status);
}
