import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { Database } from '../platform/database/database.service';
import { NO_CAMPAIGN } from '../platform/database/tx';
import { digestOf } from '../platform/digest';
import { AnswerSeal, type Sealed } from './answer-seal';
import type { AskingCaller } from './asking.decorator';
import type { IssuedCodeDto } from './code.dto';
import { printCodes } from './print-codes';
import { hashOfCode, newCode } from './second-factor.service';
import { SignInRepository } from './sign-in.repository';

/** A letter with a slip of paper takes days, and people are on leave. */
const CODE_DAYS = 14;

export interface CodeWish {
  readonly accountId: string;
  readonly renewsSecondFactor?: boolean;
}

type Issued = Omit<IssuedCodeDto, 'code'> & { readonly sealed: Sealed };

/** One-time codes on paper: the invitation of a person, and the way back for who has forgotten his password or lost his phone. */
@Injectable()
export class IssueCodeService {
  constructor(private readonly database: Database, private readonly proofs: SignInRepository, private readonly seal: AnswerSeal) {}

  /**
   * A new code for each account of a person, in the order asked; older ones end. `pointers` says where in the request each
   * stands. Throws 422 CODES_REFUSED that names accounts without a login, revoked ones and repetitions.
   */
  async issue(caller: AskingCaller, wishes: readonly CodeWish[], pointers: readonly string[]): Promise<IssuedCodeDto[]> {
    const issued = await this.database.transact(caller, async (tx) => {
      const codes = wishes.map(({ accountId, renewsSecondFactor = false }) => ({ accountId, renewsSecondFactor, code: newCode() }));
      const once = [...new Map(codes.toReversed().map((wish) => [wish.accountId, wish])).values()]; // the first of each
      const rows = await this.proofs.issueCodes(tx, once.map(({ code, ...wish }) => ({ ...wish, hash: hashOfCode(code).toString('hex') })), CODE_DAYS);
      const found = new Map(rows.map((row) => [row.id, row]));
      const faults = codes.flatMap((wish, i) => {
        const code = !found.has(wish.accountId) ? 'ACCOUNT_HAS_NO_LOGIN' : once.includes(wish) ? null : 'ACCOUNT_REPEATED';
        return code ? [{ pointer: `${pointers[i] ?? ''}/accountId`, code, params: {} }] : [];
      });
      if (faults.length > 0) throw new DomainError('rule', 'CODES_REFUSED', 'Some codes cannot be issued; the faults say which.', {}, faults);
      await tx.audit({
        action: 'code.issued',
        chain: NO_CAMPAIGN,
        ...(codes.length === 1 && { subject: codes[0]!.accountId }),
        lines: codes.length,
        digest: digestOf(codes.map(({ accountId, renewsSecondFactor }) => ({ accountId, renewsSecondFactor }))),
      });
      return codes.map(({ accountId, code }): Issued => {
        const { name, login, expiresAt } = found.get(accountId)!;
        return { accountId, name, login, expiresAt: expiresAt.toISOString(), sealed: this.seal.seal(accountId, code) };
      });
    });
    return issued.map(({ sealed, ...code }) => ({ ...code, code: this.seal.open(code.accountId, sealed) }));
  }

  /** New codes as slips of paper to cut apart, each for one person. */
  async print(caller: AskingCaller, wishes: readonly CodeWish[], pointers: readonly string[]): Promise<string> {
    const codes = await this.issue(caller, wishes, pointers);
    return printCodes(codes);
  }
}
