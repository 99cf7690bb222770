import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Conflicts of interest [конфликт интересов] of assessors, and sheets that an assessor gave back. */
export class CreateAssessorInterest1795300000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- What ties an assessor: to one candidacy (declared), to whom a nominator puts forward, or to an organisation by its ИНН.
      -- Withdrawn, never deleted: a panel of the past must remain explainable.
      create table assessor_interest (
        id               uuid primary key,
        campaign_id      uuid        not null references campaign,
        assessor_id      uuid        not null references account,
        kind             text        not null constraint interest_kind_known check (kind in ('declared', 'nominator', 'same-organisation', 'leads-competitor', 'past-winner')),
        candidacy_id     uuid        references candidacy,
        nominator_id     uuid        references nominator,
        organisation_inn text        constraint interest_inn_is_ten_digits check (organisation_inn ~ '^[0-9]{10}$'),
        recorded_by      uuid        not null,
        recorded_at      timestamptz not null default now(),
        withdrawn_by     uuid,
        withdrawn_at     timestamptz,
        constraint interest_in_one_thing check (num_nonnulls(candidacy_id, nominator_id, organisation_inn) = 1),
        constraint interest_names_what_its_kind_is_about check (
          (kind = 'declared') = (candidacy_id is not null) and (kind = 'nominator') = (nominator_id is not null)
        ),
        constraint interest_withdrawn_by_someone check ((withdrawn_by is null) = (withdrawn_at is null))
      );
      create index assessor_interest_of_campaign on assessor_interest (campaign_id, id);

      alter table mark_sheet add column declined_at timestamptz;
      alter table mark_sheet add column declined_reason text constraint sheet_declined_for_a_reason check ((declined_at is null) = (declined_reason is null));
      alter table mark_sheet add constraint sheet_declined_unmarked check (declined_at is null or submitted_at is null);

      grant select, insert, update (withdrawn_by, withdrawn_at) on assessor_interest to app_api;
      grant update (declined_at, declined_reason) on mark_sheet to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table assessor_interest;
      alter table mark_sheet drop column declined_reason, drop column declined_at;
    `);
  }
}
