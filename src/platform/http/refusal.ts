import { HttpException } from '@nestjs/common';
import { DomainError, type RefusalKind } from '../../kernel/domain-error';
import type { Fault, ReasonParam } from '../../kernel/reason';
import { driverError } from '../database/database.service';

/** What the client is told. `cause` is kept for the log only where the fault is ours. */
export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly params?: Readonly<Record<string, ReasonParam>>;
  readonly faults?: readonly Fault[];
  readonly isOurFault?: boolean;
}

const STATUS: Readonly<Record<RefusalKind, number>> = {
  shape: 400, unauthenticated: 401, forbidden: 403, absent: 404, conflict: 409, precondition: 412, rule: 422, throttled: 429, unavailable: 503,
};

const UNAVAILABLE: Refusal = { status: 503, code: 'UNAVAILABLE', detail: 'The service cannot answer at the moment; repeat the request.' };
const INTERNAL: Refusal = { status: 500, code: 'INTERNAL', detail: 'The service failed; the log names the request.', isOurFault: true };

/** Refusals of the framework, before any handler of ours: status → code and sentence. */
const OF_FRAMEWORK: Readonly<Record<number, Omit<Refusal, 'status'>>> = {
  400: { code: 'MALFORMED', detail: 'The request has a wrong form.' },
  404: { code: 'ROUTE_ABSENT', detail: 'There is nothing at this address.' },
  405: { code: 'METHOD_NOT_ALLOWED', detail: 'This address does not know the method.' },
  408: { code: 'REQUEST_TIMEOUT', detail: 'The request took too long to arrive.' },
  413: { code: 'BODY_TOO_LARGE', detail: 'The body is larger than this operation takes: JSON up to 2 MB, a file as its description says.' },
  414: { code: 'ADDRESS_TOO_LONG', detail: 'The address is too long.' },
  415: { code: 'MEDIA_TYPE_NOT_SUPPORTED', detail: 'The body is JSON in UTF-8, or the file itself where the operation takes one; not compressed, no form.' },
  431: { code: 'HEADERS_TOO_LARGE', detail: 'The headers are too large.' },
  503: UNAVAILABLE,
};

/** What an error of any origin means to the client. Never carries a value somebody typed. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DomainError) {
    const { kind, code, message, params, faults } = error;
    return { status: STATUS[kind], code, detail: message, ...(Object.keys(params).length > 0 && { params }), ...(faults.length > 0 && { faults }) };
  }
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 && status !== 503 ? INTERNAL : ofFramework(status);
  return ofDatabase(driverError(error).code) ?? (isLostConnection(error) ? UNAVAILABLE : INTERNAL);
}

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  return error instanceof Error && error.name === 'FastifyError' ? (error as Error & { statusCode?: number }).statusCode : undefined;
}

function ofFramework(status: number): Refusal {
  const known = OF_FRAMEWORK[status];
  return known ? { ...known, status } : { ...OF_FRAMEWORK[400]!, status: 400 };
}

/** PostgreSQL's classes of errors (manual, appendix A). */
function ofDatabase(code: string | undefined): Refusal | null {
  if (!code) return null;
  if (/^22/.test(code)) return { status: 400, code: 'VALUE_NOT_STORABLE', detail: 'A value is outside of what can be stored.' };
  if (code === '23505') return { status: 409, code: 'ALREADY_EXISTS', detail: 'The same entry exists already.' };
  if (/^23/.test(code)) return { status: 409, code: 'CONSTRAINT_REFUSED', detail: 'The entry contradicts what is stored.', isOurFault: true };
  if (/^(08|53|57|58)/.test(code) || ['40001', '40P01', '55P03', '25006', '25P03', ...SOCKET_CODES].includes(code)) return UNAVAILABLE;
  return null;
}

const SOCKET_CODES = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'];

/** The driver reports a broken or missing connection by a sentence without a code. */
function isLostConnection(error: unknown): boolean {
  return error instanceof Error && /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/.test(error.message);
}
