import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Files of the documents in a personal file, and consents to processing: each a document of its own with a purpose, a day
 * and a withdrawal (152-FZ, art. 9). A document is received when it has a file, when its consent stands, or when somebody
 * says so.
 */
export class CreatePersonalFiles1795300000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table document_file (
        id           uuid primary key,
        candidacy_id uuid        not null references candidacy on delete cascade,
        key          text        not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        name         text        not null constraint document_file_named_once unique,
        type         text        not null,
        size         bigint      not null,
        sha256       bytea       not null,
        uploaded_by  uuid        not null,
        uploaded_at  timestamptz not null default now(),
        constraint document_file_once unique (candidacy_id, sha256)
      );
      comment on column document_file.name is 'in the storage: random, tells nothing';
      comment on constraint document_file_once on document_file is 'one file is one document: a consent is drawn up separately';

      create table consent (
        id           uuid primary key,
        candidacy_id uuid        not null references candidacy on delete cascade,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        document     text        not null,
        purpose      text        not null constraint purpose_of_consent_is_a_key check (purpose ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
        given_on     date        not null,
        recorded_by  uuid        not null,
        recorded_at  timestamptz not null default now(),
        withdrawn_on date,
        withdrawal_recorded_by uuid,
        withdrawal_recorded_at timestamptz,
        constraint consent_withdrawn_after_given check (withdrawn_on >= given_on),
        constraint consent_withdrawal_recorded check ((withdrawn_on is null) = (withdrawal_recorded_by is null) and (withdrawn_on is null) = (withdrawal_recorded_at is null))
      );
      create unique index consent_stands_once on consent (candidacy_id, document, purpose) where withdrawn_on is null;

      grant select, insert, delete on document_file to app_api;
      grant select, insert, update (withdrawn_on, withdrawal_recorded_by, withdrawal_recorded_at) on consent to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table consent, document_file;`);
  }
}
