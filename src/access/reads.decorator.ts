import { SetMetadata } from '@nestjs/common';

export const READS = 'access:reads';

/**
 * The handler gives personal data out: who asked for whose, and when, becomes an audit event of the transaction that reads
 * them. If it cannot be written, nothing is given. One event an answer, however many people are in it.
 */
export function Reads(action: `${string}.read` | `${string}.printed` | `${string}.exported`): MethodDecorator {
  return SetMetadata(READS, action);
}
