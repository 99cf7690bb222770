import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Browsers that are signed in, and keys that programs sign in with. Both are known by a hash, end by themselves, and may be ended. */
export class CreateSession1795300000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table session (
        id            uuid        primary key,
        account_id    uuid        not null references account,
        secret_hash   bytea       not null constraint session_secret_once unique,
        method        text        not null constraint session_method_known check (method in ('password', 'oidc')),
        device        text        not null,
        idle_minutes  integer     not null constraint session_idles_within_reason check (idle_minutes between 1 and 720),
        created_at    timestamptz not null default now(),
        seen_at       timestamptz not null default now(),
        proved_at     timestamptz,
        expires_at    timestamptz not null,
        ended_at      timestamptz
      ) with (fillfactor = 50);
      create index session_of_account on session (account_id) where ended_at is null;
      comment on column session.proved_at is 'when the person last proved who he is, by the second factor where he has one';

      create table api_key (
        id           uuid        primary key,
        account_id   uuid        not null references account,
        name         text        not null,
        key_hash     bytea       not null constraint api_key_once unique,
        scopes       text[]      not null constraint api_key_has_scopes check (cardinality(scopes) > 0),
        created_at   timestamptz not null default now(),
        expires_at   timestamptz not null,
        used_at      timestamptz,
        revoked_at   timestamptz
      ) with (fillfactor = 50);
      create index api_key_of_account on api_key (account_id, id);

      grant select, insert, update (seen_at, proved_at, ended_at) on session to app_api;
      grant select, insert, update (used_at, revoked_at) on api_key to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table api_key, session;
    `);
  }
}
