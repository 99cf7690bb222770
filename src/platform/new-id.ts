import { randomFillSync } from 'node:crypto';

/**
 * A new identifier: UUID version 7 (RFC 9562), so rows created together lie together in the index. Identifiers are
 * for storage and addresses only; rules, lists, orders and digests use the public number.
 */
export function newId(now: number = Date.now()): string {
  const bytes = randomFillSync(Buffer.allocUnsafe(16));
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
