import { _, type KeywordErrorDefinition } from 'ajv';
import type { KeywordErrorCxt } from 'ajv/dist/types/index.js';

/** Keywords whose own words say little; an `x-message` beside one of them is about it. */
const composites = ['anyOf', 'oneOf', 'not', 'contains'];

/** Gives the errors of a keyword the text that the spec has for them. */
export function withMessage(error: KeywordErrorDefinition): KeywordErrorDefinition {
  return {
    ...error,
    params: (cxt) => {
      const params = typeof error.params === 'function' ? error.params(cxt) : (error.params ?? _`{}`);
      const text = messageFor(cxt);
      return text === undefined ? params : _`{...${params}, text: ${text}}`;
    },
  };
}

function messageFor({ keyword, parentSchema }: KeywordErrorCxt): string | undefined {
  const has = composites.some((composite) => composite in (parentSchema ?? {}));
  return has && !composites.includes(keyword)
    ? undefined
    : (parentSchema?.['x-message'] as string | undefined);
}
