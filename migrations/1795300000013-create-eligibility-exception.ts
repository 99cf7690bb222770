import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Officers' exceptions from criteria: rows of their own, so that no computation of a verdict can lose them. Never deleted. */
export class CreateEligibilityException1795300000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table eligibility_exception (
        id                uuid primary key,
        candidacy_id      uuid        not null references candidacy,
        stage             text        not null,
        criterion         text        not null,
        campaign_id       uuid        not null,
        nominator_id      uuid        not null,
        reason            text        not null constraint exception_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        document_title    text        not null,
        document_number   text        not null,
        document_date     date        not null,
        granted_by        uuid        not null,
        granted_at        timestamptz not null default now(),
        withdrawn_by      uuid,
        withdrawn_at      timestamptz,
        withdrawal_reason text        constraint exception_withdrawal_reason_is_a_code check (withdrawal_reason ~ '^[A-Z][A-Z_]*$'),
        constraint exception_withdrawn_by_someone_with_a_reason check (num_nulls(withdrawn_by, withdrawn_at, withdrawal_reason) in (0, 3))
      );
      create unique index exception_stands_once on eligibility_exception (candidacy_id, stage, criterion) where withdrawn_at is null;
      create index exception_of_campaign on eligibility_exception (campaign_id, id);

      grant select, insert, update (withdrawn_by, withdrawn_at, withdrawal_reason) on eligibility_exception to app_api;
      grant select on eligibility_exception to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table eligibility_exception;`);
  }
}
