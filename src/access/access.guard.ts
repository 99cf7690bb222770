import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../kernel/domain-error';
import { refuseMalformedIds } from '../platform/http/input.guard';
import { PUBLIC } from '../platform/http/public.decorator';
import type { Account, Admitted } from './asking.decorator';
import { CAN } from './can.decorator';
import { changesSomething, CredentialService } from './credential.service';
import { may, type Operation } from './domain/may';
import { needsFreshProof } from './domain/step-up';
import { EnumerationService } from './enumeration.service';
import { OpenAnswers } from './open-answers';

type Request = FastifyRequest<{ Params: { readonly campaignId?: string } }> & Admitted;

/**
 * Who asks, and may he? Runs before everything else of a request. A credential that is missing, malformed, unknown,
 * expired or revoked gets the same answer; a campaign in which the caller has no right is as absent as one that does not
 * exist.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CredentialService,
    private readonly answers: OpenAnswers,
    private readonly enumeration: EnumerationService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const handler = context.getHandler();
    if (this.reflector.get<boolean | undefined>(PUBLIC, handler)) return true;

    const http = context.switchToHttp();
    const request = http.getRequest<Request>();
    const { account, credential } = await this.credentials.admit(request);
    this.enumeration.watch(http.getResponse<FastifyReply>(), account.id);

    const operation = this.reflector.get<Operation | undefined>(CAN, handler);
    refuseMalformedIds(request.params);
    const answer = operation && isInScope(account, operation) ? may(account.grants, operation, request.params.campaignId) : 'no';
    if (answer === 'no' || !operation) throw new DomainError('forbidden', 'FORBIDDEN', 'No role of this account has this operation.');
    if (answer === 'absent') throw new DomainError('absent', 'ABSENT', 'There is no such object.');
    if (account.via === 'session' && !account.hasFreshProof && needsFreshProof(operation, changesSomething(request))) {
      throw new DomainError('forbidden', 'PROOF_NOT_FRESH', 'This operation needs a fresh proof of identity: POST /session/proof, then repeat it.');
    }
    request.admitted = { account, operation };
    this.answers.follow(http.getResponse<FastifyReply>().raw, credential);
    return true;
  }
}

function isInScope({ scopes }: Account, operation: Operation): boolean {
  return scopes === null || scopes.includes(operation);
}
