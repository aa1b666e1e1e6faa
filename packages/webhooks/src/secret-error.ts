/** A secret that no webhook can have. Thrown at the start, where it can be mended. The secret is not in the message. */
export class SecretError extends TypeError {
  override readonly name = 'SecretError';

  constructor(fault: string) {
    super(`The secret ${fault}`);
  }
}
