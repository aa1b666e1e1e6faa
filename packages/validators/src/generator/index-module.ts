import type { Bodies } from './find-bodies.ts';

/** The source of the package's main module: one validator for each body, each by itself. */
export function indexModule({ validators }: Bodies): string {
  return `import * as compiled from './compiled.js';
import { validator } from './validator.js';

export { maxFailures } from './failures.js';
${[...validators.keys()]
  .map((name) => `export const ${name} = /* @__PURE__ */ validator(compiled.${name});\n`)
  .join('')}`;
}

/** The declarations of the main module. */
export function indexTypes({ validators }: Bodies): string {
  return `import type * as Api from '@enterprise-communications/types';
import type { Validator } from './validator.js';

export { maxFailures } from './failures.js';
export type { Failure } from './failure.js';
export type { Result, Validator } from './validator.js';

${[...validators.values()]
  .map(({ name, type, roles }) => {
    const role = roles.join(', ');
    return `/** Checks ${role}. */\nexport declare const ${name}: Validator<${type}>;\n`;
  })
  .join('\n')}`;
}
