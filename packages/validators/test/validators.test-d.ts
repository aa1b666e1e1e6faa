// Read by `tsc -p tsconfig.json`: each line that must not compile is marked.
import type {
  ErrorResponse,
  Message,
  MessageSentEvent,
  SendMessageRequest,
} from '@enterprise-communications/types';
import {
  eventBatch,
  type Failure,
  message,
  type Result,
  sendMessageBatchRequest,
  sendMessageRequest,
  type Validator,
} from '@enterprise-communications/validators';
import {
  eventValidators,
  type requestValidators,
  responseValidators,
  webhookValidators,
} from '@enterprise-communications/validators/operations';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <A, B>(_equal: Equal<A, B>) => {};

declare const value: unknown;

same<typeof sendMessageRequest, Validator<SendMessageRequest>>(true);
same<typeof message, Validator<Message>>(true);
same<typeof sendMessageRequest, Validator<Message>>(false);

// The guard gives the type.
if (sendMessageRequest.is(value)) {
  same<typeof value, SendMessageRequest>(true);
  // @ts-expect-error a request has no messageId
  value.messageId;
}

// The value is there only when it is valid, and the failures only when it is not.
const result = message.validate(value);
same<typeof result, Result<Message>>(true);
// @ts-expect-error not before valid was asked
result.value;
if (result.valid) {
  same<typeof result.value, Message>(true);
  // @ts-expect-error a valid value has no failures
  result.failures;
} else {
  same<typeof result.failures, Failure[]>(true);
  // @ts-expect-error a value that is not valid is not given back
  result.value;
}

// Arrays are typed by their items.
if (sendMessageBatchRequest.is(value)) same<(typeof value)[number], SendMessageRequest>(true);
if (eventBatch.is(value)) same<(typeof value)[number]['eventId'], string>(true);

// The maps give the same validators.
same<typeof requestValidators.sendMessage, typeof sendMessageRequest>(true);
same<(typeof responseValidators.sendMessage)[201], Validator<Message>>(true);
same<(typeof responseValidators.getMessage)[400], Validator<ErrorResponse>>(true);
same<(typeof eventValidators)['message.sent'], Validator<MessageSentEvent>>(true);
if (webhookValidators['message.sent'].is(value) && !Array.isArray(value)) {
  same<typeof value.name, 'message.sent'>(true);
}
// @ts-expect-error this status has no body
responseValidators.sendMessage[401];
// @ts-expect-error there is no such event
eventValidators['message.gone'];
