import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Explanations of a run, one a candidacy, written with its result and never changed. */
export class CreateExplanation1795300000026 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table choice_explanation (
        run_id       uuid  not null references ranking_run,
        candidacy_id uuid  not null,
        campaign_id  uuid  not null,
        nominator_id uuid  not null,
        number       text  collate "C" not null,
        document     jsonb not null,
        primary key (run_id, candidacy_id)
      );
      create index choice_explanation_of_run on choice_explanation (run_id, number);
      create index choice_explanation_of_candidacy on choice_explanation (candidacy_id, run_id);

      grant select on choice_explanation to app_api;
      grant insert on choice_explanation to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table choice_explanation;`);
  }
}
