import type { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';

/** An answer that a browser saves and never shows. The name is the service's own: ASCII without quotes. */
export function attachment(content: Readable | Uint8Array, { name, type, size }: { readonly name: string; readonly type: string; readonly size?: number }): StreamableFile {
  const options = { type, disposition: `attachment; filename="${name}"`, ...(size !== undefined && { length: size }) };
  return content instanceof Uint8Array ? new StreamableFile(content, options) : new StreamableFile(content, options);
}
