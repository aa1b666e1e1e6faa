import { exampleMutations } from './example-mutations.ts';
import type { SpecMutation, SpecSource } from './mutation.ts';
import { componentMutations, entryMutations, operationMutations } from './operation-mutations.ts';
import { schemaMutations } from './schema-mutations.ts';

/** Every single change to the contract that these tests know how to make, in a fixed order. */
export function specMutations(files: SpecSource): SpecMutation[] {
  return [...files].flatMap(([file, data]) => {
    if (file === 'openapi.yaml') return entryMutations(data);
    if (file.startsWith('examples/')) return exampleMutations(file, data, files);
    const schemas = schemaMutations(file, data, files);
    if (file.startsWith('components/schemas/')) return schemas;
    if (file.startsWith('components/')) return [...componentMutations(file, data), ...schemas];
    return [...operationMutations(file, data), ...schemas];
  });
}
