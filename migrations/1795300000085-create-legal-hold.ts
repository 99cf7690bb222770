import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Legal holds: while an appeal, a lawsuit or an inquiry needs a person's data, nobody destroys them. Released, never deleted. */
export class CreateLegalHold1795300000085 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table legal_hold (
        id             uuid primary key,
        person_id      uuid        not null references person,
        candidacy_id   uuid        not null references candidacy,
        campaign_id    uuid        not null,
        nominator_id   uuid        not null,
        reason         text        not null constraint hold_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        document       text        not null,
        until          date,
        held_by        uuid        not null,
        held_at        timestamptz not null default now(),
        released_by    uuid,
        released_at    timestamptz,
        release_reason text        constraint hold_release_reason_is_a_code check (release_reason ~ '^[A-Z][A-Z_]*$'),
        constraint hold_released_by_someone_with_a_reason check (num_nulls(released_by, released_at, release_reason) in (0, 3))
      );
      comment on column legal_hold.until is 'the last day of it; null: until somebody releases it';
      create index hold_of_person on legal_hold (person_id) where released_at is null;
      create index hold_of_campaign on legal_hold (campaign_id, id);

      -- A hold of another campaign counts too, and whoever asks need not see it: that there is one is all he is told.
      create function person_is_held(person uuid, on_day date) returns boolean language sql stable security definer set search_path = public, pg_temp
        return exists (select from legal_hold h where h.person_id = person_is_held.person and h.released_at is null and (h.until is null or h.until >= on_day));

      grant select, insert, update (released_by, released_at, release_reason) on legal_hold to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop function person_is_held(uuid, date); drop table legal_hold;`);
  }
}
