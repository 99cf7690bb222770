import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error';
import { refuseMalformedIds } from '../platform/http/input.guard';
import { PUBLIC } from '../platform/http/public.decorator';
import type { Admitted } from './asking.decorator';
import { CAN } from './can.decorator';
import { may, type Operation } from './domain/may';
import { EnumerationService } from './enumeration.service';
import { SignInService } from './sign-in.service';
import { bearerOf } from './token';

type Request = FastifyRequest<{ Params: { readonly campaignId?: string } }> & Admitted;

/**
 * Who asks, and may he? Runs before everything else of a request. A token that is missing, malformed, unknown, expired or
 * revoked gets the same answer; a campaign in which the caller has no right is as absent as one that does not exist.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(private readonly reflector: Reflector, private readonly signIn: SignInService, private readonly enumeration: EnumerationService) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(PUBLIC, handler)) return true;

    const request = context.switchToHttp().getRequest<Request>();
    const token = bearerOf(request.headers.authorization);
    const account = token ? await this.signIn.accountOf(token) : undefined;
    if (!account) throw new DomainError('unauthenticated', 'UNAUTHENTICATED', 'The request needs the token of a live account.');
    this.enumeration.watch(context.switchToHttp().getResponse<FastifyReply>(), account.id);

    const operation = this.reflector.get<Operation | undefined>(CAN, handler);
    refuseMalformedIds(request.params);
    const answer = operation ? may(account.grants, operation, request.params.campaignId) : 'no';
    if (answer === 'no' || !operation) throw new DomainError('forbidden', 'FORBIDDEN', 'No role of this account has this operation.');
    if (answer === 'absent') throw new DomainError('absent', 'ABSENT', 'There is no such object.');
    request.admitted = { account, operation };
    return true;
  }
}
