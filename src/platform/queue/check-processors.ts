import { WORK_KINDS } from '../../kernel/jobs';

/** Every kind of work has exactly one processor, and no processor listens to something else. Throws what is wrong. */
export function checkProcessors(processed: readonly string[]): void {
  const faults = [
    ...WORK_KINDS.filter((kind) => !processed.includes(kind)).map((kind) => `no processor for ${kind}`),
    ...WORK_KINDS.filter((kind) => processed.filter((name) => name === kind).length > 1).map((kind) => `two processors for ${kind}`),
    ...processed.filter((name) => !WORK_KINDS.some((kind) => kind === name)).map((name) => `a processor for ${name}, which is no kind of work`),
  ];
  if (faults.length) throw new Error(`queue: ${faults.join('; ')}`);
}
