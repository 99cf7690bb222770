import type { Readable } from 'node:stream';
import { applyDecorators, StreamableFile } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';

/** The answer of the operation is a file of this media type; stands with `@Described`, which then names no class. */
export function GivesFile(mediaType: string): MethodDecorator {
  return applyDecorators(ApiProduces(mediaType));
}

/** A file as an answer, to be saved under the name. The name is the service's own: nothing personal stands in it. */
export function fileAnswer(content: Uint8Array | Readable, mediaType: string, name: string): StreamableFile {
  const options = { type: mediaType, disposition: `attachment; filename="${name}"` };
  return content instanceof Uint8Array ? new StreamableFile(content, { ...options, length: content.length }) : new StreamableFile(content, options);
}
