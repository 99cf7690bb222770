import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../platform/caller';
import { arrivalOf } from '../platform/http/arrival';
import { idempotencyOf } from '../platform/http/idempotency-key';
import type { Via } from './credential';
import { type Grant, nominatorScope, type Operation, type Role, rolesHeld } from './domain/may';

/** A live account, and what it is known by. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly via: Via;
  /** Of the session or key; the account itself for its token. */
  readonly credentialId: string;
  /** Operations a key may be used for; null: all of the account's. */
  readonly scopes: readonly string[] | null;
  /** The person at the browser proved minutes ago who he is. */
  readonly hasFreshProof: boolean;
}

/** The signed-in person who asks for one operation; what a service hands to `database.transact`. */
export interface AskingCaller extends Caller {
  readonly accountId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** By what the account is known in this request. */
  readonly via: Via;
  readonly credentialId: string;
  /** When the request began to arrive: what deadlines are compared with. */
  readonly arrivedAt: Date;
  /** Whose applicants this operation may touch in the campaign; an empty list is nobody's. For the scope predicate of every query. */
  nominatorsIn(campaignId: string): readonly string[] | 'all';
  rolesIn(campaignId: string): readonly Role[];
}

/** The caller of `operation`; `idempotency` where the request may be repeated. */
export function askingCaller(account: Account, operation: Operation, arrivedAt: Date, idempotency?: Caller['idempotency']): AskingCaller {
  return {
    actor: { kind: 'account', id: account.id },
    ...(idempotency && { idempotency }),
    accountId: account.id,
    name: account.name,
    grants: account.grants,
    via: account.via,
    credentialId: account.credentialId,
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
  const request = context.switchToHttp().getRequest<FastifyRequest & Admitted>();
  if (!request.admitted) throw new TypeError('@Asking needs @Can on the handler');
  const { account, operation } = request.admitted;
  return askingCaller(account, operation, arrivalOf(request), idempotencyOf(request));
});
