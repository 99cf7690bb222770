import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * How far a stage is computed is counted from its batches when somebody looks. The counter was one row that every batch of
 * a stage had to change: each waited for the commit of the one before.
 */
export class CountProgressWhenAsked1795300000099 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table work_batch add column size integer;
      update work_batch b set size = case when b.run_id is null then cardinality(b.ids) else coalesce(
        (select json_array_length(s.people) from ranking_basis s where s.run_id = b.run_id), (select r.judged from ranking_run r where r.id = b.run_id), 0) end;
      alter table work_batch alter column size set not null, add constraint work_batch_counts_its_members check (run_id is not null or size = cardinality(ids));
      drop index work_batch_needs_attention;
      create index work_batch_of_campaign on work_batch (campaign_id, policy_version);
      drop table stage_progress;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table stage_progress (
        campaign_id    uuid    not null,
        stage          text    not null,
        policy_version integer not null,
        total          integer not null,
        open           integer not null constraint stage_progress_counts_down check (open >= 0),
        primary key (campaign_id, stage, policy_version)
      ) with (fillfactor = 50);
      grant select, insert, update on stage_progress to app_api, app_worker;
      select wall('stage_progress', 'office');
      insert into stage_progress (campaign_id, stage, policy_version, total, open)
        select campaign_id, stage, policy_version, coalesce(sum(size) filter (where revision = 0 or run_id is not null), 0), coalesce(sum(size) filter (where state in ('READY', 'RUNNING')), 0)
        from work_batch where state not in ('SPLIT', 'SUPERSEDED') group by campaign_id, stage, policy_version;
      drop index work_batch_of_campaign;
      create index work_batch_needs_attention on work_batch (campaign_id, policy_version) where state = 'NEEDS_ATTENTION';
      alter table work_batch drop column size;
    `);
  }
}
