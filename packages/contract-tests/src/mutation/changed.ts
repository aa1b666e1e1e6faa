import type { SpecMutation, SpecSource } from './mutation.ts';

/** The contract with one change; what it was made from stays as it is. */
export function changed(files: SpecSource, { file, change }: SpecMutation): SpecSource {
  const name = file.replace(/^spec\//, '');
  const before = files.get(name);
  if (before === undefined) throw new Error(`There is no ${file} to change.`);
  const next = new Map(files);
  const after = change(before);
  if (after === undefined) next.delete(name);
  else next.set(name, after);
  return next;
}
