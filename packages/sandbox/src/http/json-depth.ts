/**
 * Whether JSON text nests deeper than a limit. It looks at the bytes, before anything is parsed; text that is not
 * JSON is judged as far as it goes.
 */
export function isDeeperThan(limit: number, json: Uint8Array): boolean {
  let depth = 0;
  for (let index = 0; index < json.length; index++) {
    const byte = json[index];
    if (byte === 0x22) {
      for (index += 1; index < json.length && json[index] !== 0x22; index++) {
        if (json[index] === 0x5c) index += 1;
      }
    } else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}
