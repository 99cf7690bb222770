import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiSecurity } from '@nestjs/swagger';

export const PUBLIC = 'http:public';

/** A handler that answers anybody, without a token. */
export function Public(): MethodDecorator {
  return applyDecorators(SetMetadata(PUBLIC, true), ApiSecurity({}));
}
