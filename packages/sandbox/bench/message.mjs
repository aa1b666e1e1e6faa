/** What every benchmark sends. */
export const message = {
  to: { phoneNumber: '447700900123' },
  body: 'Your table is ready.',
  rules: ['sms'],
  metadata: { order: 17 },
};

export const headers = { authorization: 'Bearer bench', 'content-type': 'application/json' };
