import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Results that came as a file: which file they are from, so that a wrong file can be taken back as a whole. */
export class CreateResultFile1795300000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table result_file (
        id            uuid primary key,
        campaign_id   uuid        not null references campaign,
        stage         text        not null,
        sha256        text        not null constraint result_file_is_known_by_its_hash check (sha256 ~ '^[0-9a-f]{64}$'),
        recorded      integer     not null,
        recorded_by   uuid        not null,
        recorded_at   timestamptz not null default now(),
        reverted_by   uuid,
        reverted_at   timestamptz,
        revert_reason text        constraint revert_reason_is_a_code check (revert_reason ~ '^[A-Z][A-Z_]*$'),
        constraint result_file_reverted_whole check (num_nonnulls(reverted_by, reverted_at, revert_reason) in (0, 3))
      );
      create index result_file_of_stage on result_file (campaign_id, stage, id);
      alter table diagnostics_result add column file_id uuid references result_file;
      create index result_of_file on diagnostics_result (file_id) where file_id is not null;

      grant select, insert, update (reverted_by, reverted_at, revert_reason) on result_file to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table diagnostics_result drop column file_id;
      drop table result_file;
    `);
  }
}
