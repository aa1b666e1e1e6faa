import type { Message, SendMessageRequest } from '@enterprise-communications/types';

export const apiSpaceId = '11164198-3f3f-4993-ab8f-70680c1113b1';
export const messageId = 'd8e296bb-97c4-4495-b98f-1e32e0b11628';

export const request: SendMessageRequest = {
  to: { phoneNumber: '447700900123' },
  body: 'Hello, your table is ready.',
  rules: ['sms'],
};

/** A message as the API gives it back. */
export function messageWith(status: Message['status'], more?: Partial<Message>): Message {
  return {
    messageId,
    status,
    statusDetails: { channelId: 'sms' },
    sentOn: '2017-03-17T14:22:40.633Z',
    ...request,
    _createdOn: '2017-03-17T14:22:40.633Z',
    _createdBy: 'access:0aee96a8-09c9-4192-bf6d-c5f20a323956',
    _updatedOn: '2017-03-17T14:22:40.633Z',
    _updatedBy: 'access:0aee96a8-09c9-4192-bf6d-c5f20a323956',
    ...more,
  } as Message;
}

/** No waiting between the attempts of a test. */
export const quick = { baseDelay: 1, maxDelay: 2 };
