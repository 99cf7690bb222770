import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** What assessors of a campaign are experts in, by keys. */
export class CreateAssessorExpertise1795300000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table assessor_expertise (
        campaign_id uuid        not null references campaign,
        assessor_id uuid        not null references account,
        tags        text[]      not null,
        set_by      uuid        not null,
        set_at      timestamptz not null default now(),
        primary key (campaign_id, assessor_id)
      );

      grant select, insert, update (tags, set_by, set_at) on assessor_expertise to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table assessor_expertise;`);
  }
}
