import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller, Reading } from '../platform/caller';
import { NO_CAMPAIGN } from '../platform/database/tx';
import { arrivalOf } from '../platform/http/arrival';
import { idempotencyOf } from '../platform/http/idempotency-key';
import type { Via } from './credential';
import { reachOf } from './domain/reach-of';
import { READS } from './reads.decorator';
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

/** What is known of a request besides who asks for what, for the database and the audit. */
export interface Asked extends Pick<Caller, 'idempotency' | 'role' | 'requestId' | 'reading'> {
  readonly arrivedAt: Date;
  /** Where the path names one. */
  readonly campaignId?: string;
}

/** The caller of `operation`. */
export function askingCaller(account: Account, operation: Operation, { arrivedAt, campaignId, ...request }: Asked): AskingCaller {
  return {
    ...request,
    actor: { kind: 'account', id: account.id },
    reach: reachOf(account.grants, operation, campaignId),
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
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: Params }> & Admitted>();
  if (!request.admitted) throw new TypeError('@Asking needs @Can on the handler');
  const { account, operation } = request.admitted;
  const reading = Reflect.getMetadata(READS, context.getHandler()) as string | undefined;
  const idempotency = idempotencyOf(request, account.via === 'api-key');
  return askingCaller(account, operation, {
    arrivedAt: arrivalOf(request),
    campaignId: request.params.campaignId,
    ...(idempotency && { idempotency }),
    ...(reading && { reading: readingOf(reading, request.params) }),
    role: capacityOf(account.grants, request.params.campaignId) || undefined,
    requestId: request.id,
  });
});

type Params = Readonly<Record<string, string | undefined>>;

/** What is read: the last object that the address names. */
function readingOf(action: string, { campaignId, ...params }: Params): Reading {
  const subject = Object.entries(params).filter(([name]) => /^id$|Id$/.test(name)).at(-1)?.[1];
  return { action, chain: campaignId ?? NO_CAMPAIGN, ...(subject && { subject }) };
}

/** The roles held where the request acts, in the order of the alphabet; without a campaign all of them. */
function capacityOf(grants: readonly Grant[], campaignId?: string): string {
  const roles = campaignId === undefined ? grants.map(({ role }) => role) : rolesHeld(grants, campaignId);
  return [...new Set(roles)].sort().join('+');
}
