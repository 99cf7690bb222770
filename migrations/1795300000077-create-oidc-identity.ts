import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Whom an OpenID provider knows as whom. Name, region and grants of such an account follow the provider's claims at every sign-in. */
export class CreateOidcIdentity1795300000077 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table oidc_identity (
        issuer     text        not null,
        subject    text        not null constraint oidc_subject_is_short check (length(subject) between 1 and 255),
        account_id uuid        not null constraint oidc_identity_of_one_account unique references account,
        created_at timestamptz not null default now(),
        primary key (issuer, subject)
      );
      grant select, insert on oidc_identity to app_api;
      grant update (name, region) on account to app_api;
      grant delete on access_grant to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke delete on access_grant from app_api;
      revoke update (name, region) on account from app_api;
      drop table oidc_identity;
    `);
  }
}
