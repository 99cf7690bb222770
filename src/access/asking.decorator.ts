import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../platform/caller';
import { arrivalOf } from '../platform/http/arrival';
import { idempotencyOf } from '../platform/http/idempotency-key';
import { reachOf } from './domain/reach-of';
import { type Grant, nominatorScope, type Operation, type Role, rolesHeld } from './domain/may';

/** A live account as its token gives it. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

/** The signed-in person who asks for one operation; what a service hands to `database.transact`. */
export interface AskingCaller extends Caller {
  readonly accountId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** When the request began to arrive: what deadlines are compared with. */
  readonly arrivedAt: Date;
  /** Whose applicants this operation may touch in the campaign; an empty list is nobody's. For the scope predicate of every query. */
  nominatorsIn(campaignId: string): readonly string[] | 'all';
  rolesIn(campaignId: string): readonly Role[];
}

/** What is known of a request besides who asks for what. */
export interface Asked {
  readonly arrivedAt: Date;
  /** Where the path names one. */
  readonly campaignId?: string;
  /** Where the request may be repeated. */
  readonly idempotency?: Caller['idempotency'];
}

/** The caller of `operation`. */
export function askingCaller(account: Account, operation: Operation, { arrivedAt, campaignId, idempotency }: Asked): AskingCaller {
  return {
    actor: { kind: 'account', id: account.id },
    reach: reachOf(account.grants, operation, campaignId),
    ...(idempotency && { idempotency }),
    accountId: account.id,
    name: account.name,
    grants: account.grants,
    arrivedAt,
    nominatorsIn: (campaignId) => nominatorScope(account.grants, operation, campaignId),
    rolesIn: (campaignId) => rolesHeld(account.grants, campaignId),
  };
}

/** Where the guard leaves the account and the operation for the handler. */
export interface Admitted {
  admitted?: { readonly account: Account; readonly operation: Operation };
}

/** `@Asking() caller: AskingCaller` of a handler that states `@Can`. */
export const Asking = createParamDecorator((_: unknown, context: ExecutionContext): AskingCaller => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { readonly campaignId?: string } }> & Admitted>();
  if (!request.admitted) throw new TypeError('@Asking needs @Can on the handler');
  const { account, operation } = request.admitted;
  return askingCaller(account, operation, { arrivedAt: arrivalOf(request), campaignId: request.params.campaignId, idempotency: idempotencyOf(request) });
});
