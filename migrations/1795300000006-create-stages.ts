import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** What the stages need beyond verdicts: test results, assessors' mark sheets, ranking runs, seats and orders. */
export class CreateStages1795300000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table diagnostics_result (
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        instrument   text        not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        taken_on     date        not null,
        norm_group   text        not null,
        raw          jsonb       not null,
        conclusion   text        constraint conclusion_known check (conclusion in ('recommended', 'with-reservations', 'not-recommended')),
        recorded_by  uuid        not null,
        recorded_at  timestamptz not null default now(),
        primary key (candidacy_id, stage, instrument)
      );
      comment on column diagnostics_result.raw is 'raw score of each scale as decimal text';

      -- An assessor's sheet for one candidacy: assigned empty, submitted once, immutable from then on.
      create table mark_sheet (
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        assessor_id  uuid        not null references account,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        assigned_by  uuid        not null,
        assigned_at  timestamptz not null default now(),
        marks        jsonb,
        submitted_at timestamptz,
        constraint sheet_submitted_with_marks check ((marks is null) = (submitted_at is null)),
        primary key (candidacy_id, stage, assessor_id)
      ) with (fillfactor = 70);
      create index mark_sheet_of_assessor on mark_sheet (campaign_id, assessor_id, stage, candidacy_id);

      create table ranking_run (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        stage          text        not null,
        revision       integer     not null,
        policy_version integer     not null,
        cause          text        not null constraint run_cause_known check (cause in ('ranking', 'replacement')),
        state          text        not null default 'queued' constraint run_state_known check (state in ('queued', 'chosen', 'tie', 'infeasible')),
        snapshot       jsonb       not null,
        snapshot_hash  bytea       not null,
        rules_hash     bytea       not null,
        result         jsonb,
        result_hash    bytea,
        started_by     uuid        not null,
        started_at     timestamptz not null default now(),
        completed_at   timestamptz,
        confirmed_at   timestamptz,
        constraint run_revision_once unique (campaign_id, stage, revision)
      );

      -- seats null = everyone who passes. taken = accepted; the row is the lock, the check the second wall.
      create table seat_quota (
        campaign_id uuid    not null references campaign,
        stage       text    not null,
        seats       integer,
        taken       integer not null default 0,
        constraint seats_never_exceeded check (taken >= 0 and (seats is null or taken <= seats)),
        primary key (campaign_id, stage)
      ) with (fillfactor = 50);

      create table seat (
        candidacy_id uuid        primary key references candidacy,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        stage        text        not null,
        state        text        not null default 'offered' constraint seat_state_known check (state in ('offered', 'accepted', 'declined', 'lapsed')),
        offered_by   uuid        not null,
        offered_at   timestamptz not null default now(),
        answered_by  uuid,
        answered_at  timestamptz,
        channel      text        constraint seat_channel_known check (channel in ('letter', 'e-mail', 'telephone', 'in-person')),
        constraint seat_answered_by_someone check ((state = 'offered') = (answered_at is null))
      ) with (fillfactor = 70);
      create index seat_of_campaign on seat (campaign_id, stage);

      create table enrolment_order (
        id          uuid primary key,
        campaign_id uuid        not null references campaign,
        ordinal     integer     not null,
        lines       jsonb       not null,
        digest      bytea       not null,
        created_by  uuid        not null,
        created_at  timestamptz not null default now(),
        constraint order_ordinal_once unique (campaign_id, ordinal)
      );

      grant select, insert on diagnostics_result, enrolment_order to app_api;
      grant select, insert, update (marks, submitted_at) on mark_sheet to app_api;
      grant select, insert, update (confirmed_at) on ranking_run to app_api;
      grant select, insert, update (seats, taken) on seat_quota to app_api;
      grant select, insert, update (state, answered_by, answered_at, channel) on seat to app_api;

      grant select on diagnostics_result, mark_sheet, seat to app_worker;
      grant select, update (state, result, result_hash, completed_at) on ranking_run to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table enrolment_order, seat, seat_quota, ranking_run, mark_sheet, diagnostics_result;`);
  }
}
