import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * One person put forward by several nominators. Each has his applicant; that they are one person, or may be, stands in a
 * set that an officer resolves. Who turns out to be somebody known is merged into him: his memberships move, his row stays.
 */
export class CreateDuplicates1795300000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table person add column merged_into uuid references person on delete set null;

      alter table member drop constraint member_once_a_campaign;
      alter table member add constraint member_once_a_nominator unique (campaign_id, nominator_id, person_id);
      create index member_of_person on member (person_id);
      alter table member add column named text;
      comment on column member.named is 'the name under which this nominator put him forward: who else did so under which name is not his business';

      create table duplicate_set (
        id          uuid primary key,
        campaign_id uuid        not null references campaign,
        found_by    text        not null constraint duplicate_found_by_known check (found_by in ('snils', 'name')),
        state       text        not null default 'open' constraint duplicate_state_known check (state in ('open', 'same-person', 'different-people', 'withdrawn')),
        found_at    timestamptz not null default now(),
        reason      text        constraint duplicate_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        resolved_by uuid,
        resolved_at timestamptz,
        constraint duplicate_resolved_by_someone check ((state = 'open') = (resolved_by is null) and (resolved_by is null) = (resolved_at is null))
      );
      create index duplicate_of_campaign on duplicate_set (campaign_id, id);

      -- campaign_id is the set's: a candidacy of an earlier campaign may stand in it too.
      create table duplicate_candidacy (
        set_id       uuid not null references duplicate_set,
        candidacy_id uuid not null references candidacy on delete cascade,
        campaign_id  uuid not null,
        nominator_id uuid not null,
        primary key (set_id, candidacy_id)
      );
      create index duplicate_of_candidacy on duplicate_candidacy (candidacy_id);

      -- An open set of the campaign in which somebody else's candidacy still stands.
      create function under_review(candidacy_id uuid) returns boolean language sql stable
        return exists (
          select from duplicate_candidacy d join duplicate_set s on s.id = d.set_id and s.state = 'open'
          join duplicate_candidacy x on x.set_id = s.id and x.candidacy_id <> d.candidacy_id
          join candidacy o on o.id = x.candidacy_id and o.campaign_id = s.campaign_id and o.status <> 'withdrawn'
          where d.candidacy_id = under_review.candidacy_id);

      grant select, insert, update (state, reason, resolved_by, resolved_at) on duplicate_set to app_api;
      grant select, insert on duplicate_candidacy to app_api;
      grant update (merged_into) on person to app_api;
      grant update (person_id) on member to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop function under_review(uuid);
      drop table duplicate_candidacy, duplicate_set;
      revoke update (person_id) on member from app_api;
      alter table member drop column named;
      drop index member_of_person;
      alter table member drop constraint member_once_a_nominator;
      alter table member add constraint member_once_a_campaign unique (campaign_id, person_id);
      revoke update (merged_into) on person from app_api;
      alter table person drop column merged_into;
    `);
  }
}
