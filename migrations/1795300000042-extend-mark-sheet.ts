import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Drafts, sheets entered from paper, sheets reopened as a new version, and what an integration meeting agreed on. */
export class ExtendMarkSheet1795300000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- A draft is the assessor's own or was entered for him from a signed sheet, whose scan is then named by its SHA-256.
      alter table mark_sheet
        add column draft      jsonb,
        add column drafted_by uuid,
        add column draft_scan bytea,
        add column version    integer not null default 1,
        add constraint sheet_drafted_by_someone check ((draft is null) = (drafted_by is null));

      -- Marks that were submitted and then reopened: they stay as they were.
      create table mark_sheet_version (
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        assessor_id  uuid        not null references account,
        version      integer     not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        marks        jsonb       not null,
        submitted_at timestamptz not null,
        reopened_by  uuid        not null,
        reopened_at  timestamptz not null default now(),
        reason       text        not null constraint reopening_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        primary key (candidacy_id, stage, assessor_id, version)
      );

      -- Beside the individual marks, never instead of them.
      create table consensus_sheet (
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        marks        jsonb       not null,
        recorded_by  uuid        not null,
        recorded_at  timestamptz not null default now(),
        primary key (candidacy_id, stage)
      );

      grant update (draft, drafted_by, draft_scan, version) on mark_sheet to app_api;
      grant select, insert on mark_sheet_version, consensus_sheet to app_api;
      grant select on consensus_sheet to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table consensus_sheet, mark_sheet_version;
      alter table mark_sheet drop column version, drop column draft_scan, drop column drafted_by, drop column draft;
    `);
  }
}
