import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * A run keeps how many it judged, so that confirming it counts nobody anew. What it was asked and what it explains is written
 * once and read whole: json keeps the text, jsonb would write it anew. The key of an explanation serves both ways to it.
 */
export class KeepWhatARunSays1795300000098 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table choice_explanation
        alter column document type json,
        drop constraint choice_explanation_pkey,
        drop constraint choice_explanation_run_id_fkey, -- as of verdicts and history: the check costs more than the row, and nothing deletes a run
        add primary key (candidacy_id, run_id);
      drop index choice_explanation_of_candidacy;
      alter table ranking_basis alter column people type json;

      alter table ranking_run add column judged integer;
      update ranking_run r set judged = (
        select count(*) from verdict v where v.campaign_id = r.campaign_id and v.stage = r.stage and v.policy_version = r.policy_version and v.revision = r.revision
      ) where completed_at is not null;
      alter table ranking_run add constraint ranking_run_finished_tells_how_many check ((completed_at is null) = (judged is null));
      comment on column ranking_run.judged is 'about how many it says something';
      grant update (judged) on ranking_run to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update (judged) on ranking_run from app_worker;
      alter table ranking_run drop column judged;
      alter table ranking_basis alter column people type jsonb;
      create index choice_explanation_of_candidacy on choice_explanation (candidacy_id, run_id);
      alter table choice_explanation
        alter column document type jsonb,
        drop constraint choice_explanation_pkey,
        add constraint choice_explanation_run_id_fkey foreign key (run_id) references ranking_run,
        add primary key (run_id, candidacy_id);
    `);
  }
}
