import { ApiProduces } from '@nestjs/swagger';

/** The answer of the operation is a file of this media type; stands with `@Described`, which then names no class. */
export function GivesFile(mediaType: string): MethodDecorator {
  return ApiProduces(mediaType);
}
