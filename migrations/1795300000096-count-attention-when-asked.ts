import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** How many wait for a person is counted from the batches when somebody asks: a counter kept growing after a renewal had helped. */
export class CountAttentionWhenAsked1795300000096 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table stage_progress drop column attention;
      create index work_batch_needs_attention on work_batch (campaign_id, policy_version) where state = 'NEEDS_ATTENTION';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop index work_batch_needs_attention;
      alter table stage_progress add column attention integer not null default 0;
    `);
  }
}
