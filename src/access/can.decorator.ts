import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { Operation } from './domain/may';

export const CAN = 'access:can';

/** States which operation a handler is. Every handler has one, or is `@Public()`; the start fails otherwise. */
export function Can(operation: Operation): MethodDecorator {
  return applyDecorators(SetMetadata(CAN, operation), ApiBearerAuth(), ApiCookieAuth('session'), ApiExtension('x-operation', operation));
}
