import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Records that a person compares with documents: those of a sample of candidacies, the share as the policy says. */
export class CreateVerification1795300000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- No foreign key to the employment: a record that was refuted may be withdrawn, its task stays.
      create table verification_task (
        employment_id uuid        not null,
        stage         text        not null,
        candidacy_id  uuid        not null references candidacy,
        campaign_id   uuid        not null,
        nominator_id  uuid        not null,
        state         text        not null default 'open' constraint verification_state_known check (state in ('open', 'confirmed', 'refuted')),
        drawn_by      uuid        not null,
        drawn_at      timestamptz not null default now(),
        checked_by    uuid,
        checked_at    timestamptz,
        reason        text        constraint verification_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        constraint verification_checked_by_someone check ((state = 'open') = (checked_by is null) and (state = 'open') = (checked_at is null)),
        constraint refuted_with_a_reason check ((state = 'refuted') = (reason is not null)),
        primary key (employment_id, stage)
      );
      create index verification_of_candidacy on verification_task (candidacy_id, stage);

      grant select, insert, update (state, checked_by, checked_at, reason) on verification_task to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table verification_task;`);
  }
}
