/** An operation as a description has it. */
export interface RoutedOperation<Id extends string> {
  readonly id: Id;
  readonly method: string;
  readonly path: string;
  readonly hasBody: boolean;
}

export type Route<Id extends string> =
  | { kind: 'operation'; operation: RoutedOperation<Id>; parameters: Record<string, string> }
  /** The path is known, the method is not. */
  | { kind: 'method'; allowed: string[] }
  | { kind: 'unknown' }
  /** A part of the path is not URL-encoded text. */
  | { kind: 'malformed' };

interface Pattern<Id extends string> {
  /** Its parts; a parameter is `{name}`. */
  parts: string[];
  /** How many parts are fixed text: of two patterns that fit, the one with more is meant. */
  fixed: number;
  byMethod: Map<string, RoutedOperation<Id>>;
}

/** Finds the operation for a request among those of a description. */
export function router<Id extends string>(operations: readonly RoutedOperation<Id>[]) {
  const patterns = new Map<string, Pattern<Id>>();
  for (const operation of operations) {
    const parts = operation.path.split('/').slice(1);
    const fixed = parts.filter((part) => !part.startsWith('{')).length;
    const pattern = patterns.get(operation.path) ?? { parts, fixed, byMethod: new Map() };
    pattern.byMethod.set(operation.method, operation);
    patterns.set(operation.path, pattern);
  }
  const sorted = [...patterns.values()].sort((a, b) => b.fixed - a.fixed);

  return (method: string, path: string): Route<Id> => {
    const parts = path.split('/');
    parts.shift();
    // A fixed part that fits wins over a parameter also where the method is not for it: POST …/batch is the
    // batch, and GET …/batch is a message whose id is wrong.
    const fitting = sorted.filter((pattern) => fits(pattern.parts, parts));
    if (fitting.length === 0) return { kind: 'unknown' };
    for (const { parts: names, byMethod } of fitting) {
      const operation = byMethod.get(method);
      if (operation === undefined) continue;
      const parameters: Record<string, string> = {};
      for (let index = 0; index < names.length; index++) {
        const name = names[index] as string;
        if (!name.startsWith('{')) continue;
        const value = decode(parts[index] as string);
        if (value === undefined) return { kind: 'malformed' };
        parameters[name.slice(1, -1)] = value;
      }
      return { kind: 'operation', operation, parameters };
    }
    return { kind: 'method', allowed: fitting.flatMap(({ byMethod }) => [...byMethod.keys()]) };
  };
}

function fits(pattern: string[], parts: string[]): boolean {
  if (pattern.length !== parts.length) return false;
  for (let index = 0; index < parts.length; index++) {
    const part = pattern[index] as string;
    if (part.startsWith('{') ? parts[index] === '' : part !== parts[index]) return false;
  }
  return true;
}

function decode(part: string): string | undefined {
  if (!part.includes('%')) return part;
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
