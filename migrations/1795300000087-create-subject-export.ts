import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Answers to persons who ask what is held on them (152-FZ, art. 14). Only that one may be taken and until when; the file is made while it is read. */
export class CreateSubjectExport1795300000087 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table subject_export (
        id           uuid primary key,
        candidacy_id uuid        not null references candidacy,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        asked_on     date        not null,
        prepared_by  uuid        not null,
        prepared_at  timestamptz not null default now(),
        expires_at   timestamptz not null
      );
      comment on column subject_export.asked_on is 'when the person asked: an answer is due within ten working days (art. 20)';
      create index subject_export_of_campaign on subject_export (campaign_id, id);

      grant select, insert on subject_export to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table subject_export;`);
  }
}
