import type { FastifyReply } from 'fastify';
import { SESSION_COOKIE } from './credential';
import { SESSION_HOURS } from './domain/second-factor';

const STRICT = 'Path=/; Secure; HttpOnly; SameSite=Strict';

/** Hands the secret of a session to the browser: no script reads it, and no other site has it sent. */
export function setSessionCookie(reply: FastifyReply, secret: string): void {
  void reply.header('set-cookie', `${SESSION_COOKIE}=${secret}; ${STRICT}; Max-Age=${SESSION_HOURS * 3_600}`);
}

export function dropSessionCookie(reply: FastifyReply): void {
  void reply.header('set-cookie', `${SESSION_COOKIE}=; ${STRICT}; Max-Age=0`);
}
