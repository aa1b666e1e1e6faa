import type { MessageStatus } from '@enterprise-communications/types';
import { finalStatuses } from './generated/final-statuses.ts';

/** A status after which a message changes no more, save that a `delivered` one can become `read`. */
export type FinalStatus = (typeof finalStatuses)[number];

/** Whether a status is final. One that is not known today is not. */
export function isFinalStatus(status: MessageStatus): status is FinalStatus {
  return (finalStatuses as readonly string[]).includes(status);
}
