import { ApiProduces } from '@nestjs/swagger';

/** The answer of the operation is a file of one of these media types; stands with `@Described`, which then names no class. */
export function GivesFile(...mediaTypes: string[]): MethodDecorator {
  return ApiProduces(...mediaTypes);
}
