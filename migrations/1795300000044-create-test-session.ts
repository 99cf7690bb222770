import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Test sessions: who is invited when and where, who came, and the codes under which people are known to a testing system. */
export class CreateTestSession1795300000044 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table test_session (
        id          uuid primary key,
        campaign_id uuid        not null references campaign,
        stage       text        not null,
        starts_at   timestamptz not null,
        place       text,
        capacity    integer     not null,
        taken       integer     not null default 0,
        created_by  uuid        not null,
        created_at  timestamptz not null default now(),
        constraint session_never_overfull check (taken between 0 and capacity)
      );
      comment on column test_session.place is 'null: online';
      create index test_session_of_campaign on test_session (campaign_id, stage, id);

      create table test_invitation (
        session_id   uuid        not null references test_session,
        candidacy_id uuid        not null references candidacy,
        stage        text        not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        state        text        not null default 'invited' constraint invitation_state_known check (state in ('invited', 'attended', 'no-show', 'rescheduled')),
        invited_by   uuid        not null,
        invited_at   timestamptz not null default now(),
        marked_by    uuid,
        marked_at    timestamptz,
        constraint invitation_marked_by_someone check ((state = 'invited') = (marked_by is null) and (marked_by is null) = (marked_at is null)),
        primary key (session_id, candidacy_id)
      );
      create unique index invitation_one_at_a_time on test_invitation (candidacy_id, stage) where state in ('invited', 'attended');

      -- Goes to the testing system and back instead of the name.
      create table testing_code (
        candidacy_id uuid primary key references candidacy,
        campaign_id  uuid not null,
        nominator_id uuid not null,
        code         text not null,
        constraint testing_code_once unique (campaign_id, code)
      );

      grant select, insert, update (taken) on test_session to app_api;
      grant select, insert, update (state, marked_by, marked_at) on test_invitation to app_api;
      grant select, insert on testing_code to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table testing_code, test_invitation, test_session;`);
  }
}
