import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * How a person signs in: a login, a password, a second factor, codes on paper. An account has a bearer token (a program),
 * a login (a person), or both. Secrets are hashes or ciphertext; the key of a throttle and the hash of a code are keyed
 * hashes, so that neither names typed by strangers nor short codes can be read from the table.
 */
export class CreateSignIn1795300000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table account
        add login text constraint account_login_once unique,
        add constraint account_login_is_plain check (login ~ '^[a-z0-9][a-z0-9._@+-]{2,99}$'),
        alter token_hash drop not null,
        alter token_expires_at drop not null,
        add constraint account_token_expires check ((token_hash is null) = (token_expires_at is null));

      create table password (
        account_id uuid        primary key references account,
        hash       text        not null constraint password_is_argon2id check (hash like '$argon2id$%'),
        changed_at timestamptz not null default now()
      );

      -- A code is good once: the last time step that was used only grows.
      create table second_factor (
        account_id  uuid        primary key references account,
        key         bytea       not null,
        key_version integer     not null,
        secret      bytea       not null,
        last_step   bigint      not null,
        enrolled_at timestamptz not null default now()
      ) with (fillfactor = 50);

      create table recovery_code (
        account_id uuid  not null references account,
        hash       bytea not null,
        used_at    timestamptz,
        primary key (account_id, hash)
      );

      -- One living code an account; a new one takes the place of the old one. The secret is what opening it showed last.
      create table one_time_code (
        account_id           uuid        primary key references account,
        hash                 bytea       not null,
        expires_at           timestamptz not null,
        renews_second_factor boolean     not null default false,
        key                  bytea,
        key_version          integer,
        secret               bytea,
        created_by           uuid        not null,
        created_at           timestamptz not null default now()
      );

      create table sign_in_throttle (
        key      bytea       primary key,
        failures integer     not null constraint throttle_counts check (failures >= 0),
        free_at  timestamptz not null,
        at       timestamptz not null default now()
      ) with (fillfactor = 50);
      create index sign_in_throttle_by_time on sign_in_throttle (at);

      grant select, insert, update on password to app_api;
      grant select, insert, update, delete on second_factor, one_time_code, sign_in_throttle to app_api;
      grant select, insert, update (used_at), delete on recovery_code to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table sign_in_throttle, one_time_code, recovery_code, second_factor, password;
      alter table account
        drop constraint account_token_expires,
        alter token_hash set not null,
        alter token_expires_at set not null,
        drop login;
    `);
  }
}
