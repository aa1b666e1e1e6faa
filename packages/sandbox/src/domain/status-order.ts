import { contract, type MessageStatus } from '../generated/contract.ts';

const RANK: Record<MessageStatus, number> = {
  processing: 0,
  retrying: 0,
  sent: 1,
  delivered: 2,
  read: 3,
  expired: 3,
  failed: 3,
  filtered: 3,
};

/** Whether a message may go from one status to another: never backwards, and from a final one only to `read`. */
export function canBecome(from: MessageStatus, to: MessageStatus): boolean {
  if (from === 'delivered') return to === 'read';
  return !isFinal(from) && RANK[to] >= RANK[from];
}

export function isFinal(status: MessageStatus): boolean {
  return (contract.finalStatuses as readonly string[]).includes(status);
}
