import type { Type } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { PUBLIC } from '../platform/http/public.decorator';
import { CAN } from './can.decorator';

/** Handlers that state neither an operation nor that they are public, as `Controller.handler`. Nobody could call them. */
export function handlersWithoutRule(controllers: Iterable<Type<unknown>>): string[] {
  return [...controllers].flatMap((controller) =>
    handlersOf(controller.prototype as object)
      .filter(([, handler]) => !Reflect.hasMetadata(CAN, handler) && !Reflect.hasMetadata(PUBLIC, handler))
      .map(([name]) => `${controller.name}.${name}`),
  );
}

function handlersOf(prototype: object): [name: string, handler: object][] {
  const inherited = Object.getPrototypeOf(prototype) as object | null;
  const own = Object.entries(Object.getOwnPropertyDescriptors(prototype)).flatMap(([name, { value }]): [string, object][] =>
    typeof value === 'function' && Reflect.hasMetadata(METHOD_METADATA, value as object) ? [[name, value as object]] : [],
  );
  return inherited && inherited !== Object.prototype ? [...own, ...handlersOf(inherited)] : own;
}
