import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * An offer has a recorded dispatch, from which its term counts, and a traced life: every change of a seat leaves what
 * stood before, so that a batch can be taken back. How many seats are out and taken is counted by the database itself,
 * so its two checks hold whoever writes a seat.
 */
export class ExtendSeats1795300000055 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table seat_statement (
        id           uuid primary key,
        candidacy_id uuid        not null references candidacy on delete cascade,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        name         text        not null constraint seat_statement_named_once unique,
        type         text        not null,
        size         bigint      not null,
        sha256       bytea       not null,
        uploaded_by  uuid        not null,
        uploaded_at  timestamptz not null default now(),
        constraint seat_statement_once unique (candidacy_id, sha256)
      );
      comment on table seat_statement is 'signed answers of candidates; name: in the storage, random, tells nothing';

      alter table seat
        add column version integer not null default 0,
        add column dispatched_on date,
        add column dispatch_channel text constraint dispatch_channel_known check (dispatch_channel in ('letter', 'e-mail', 'document-system', 'in-person')),
        add column dispatch_number text,
        add column dispatched_by uuid,
        add column answer_until timestamptz,
        add column answered_on date,
        add column statement_id uuid references seat_statement,
        drop constraint seat_state_known,
        drop constraint seat_channel_known,
        add constraint seat_state_known check (state in ('offered', 'accepted', 'declined', 'lapsed', 'taken-back', 'withdrawn', 'deferred')),
        add constraint seat_channel_known check (channel in ('letter', 'e-mail', 'telephone', 'in-person', 'link')),
        add constraint seat_dispatched_whole check (num_nulls(dispatched_on, dispatch_channel, dispatch_number, dispatched_by) in (0, 4)),
        add constraint seat_clock_starts_at_dispatch check (answer_until is null or dispatched_on is not null),
        add constraint seat_lapses_after_dispatch check (state <> 'lapsed' or answer_until is not null) not valid,
        add constraint decline_is_signed check (state <> 'declined' or channel = 'link' or statement_id is not null) not valid;
      comment on column seat.answer_until is 'the last second to answer; null while the clock does not run';
      comment on constraint decline_is_signed on seat is 'not valid: what was recorded before this rule stays as it is';

      -- How a seat came to stand as it does. n is the seat's version, so two changes from one state collide.
      create table seat_change (
        candidacy_id uuid        not null references candidacy,
        n            integer     not null,
        batch_id     uuid        not null,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        stage        text        not null,
        kind         text        not null constraint seat_change_known
          check (kind in ('offered', 'dispatched', 'returned', 'answered', 'lapsed', 'withdrawn', 'deferred', 'taken-back', 'reverted')),
        to_state     text        not null,
        before       jsonb,
        reason       text        constraint seat_change_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        reverts_id   uuid,
        changed_by   uuid        not null,
        changed_at   timestamptz not null default now(),
        primary key (candidacy_id, n)
      );
      create index seat_change_of_campaign on seat_change (campaign_id, stage, batch_id);
      comment on column seat_change.before is 'the row of the seat before: a change is taken back to it; null at the first offer';

      create table answer_link (
        candidacy_id uuid primary key references seat,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        stage        text        not null,
        token_hash   bytea       not null constraint answer_link_token_once unique constraint answer_link_token_is_sha256 check (length(token_hash) = 32),
        expires_at   timestamptz not null,
        issued_by    uuid        not null,
        issued_at    timestamptz not null default now(),
        used_at      timestamptz
      );

      alter table seat_quota add column held integer not null default 0;
      comment on column seat_quota.held is 'offers out and accepted; kept by a trigger, as taken is';
      update seat_quota q set
        taken = (select count(*) from seat s where s.campaign_id = q.campaign_id and s.stage = q.stage and s.state = 'accepted'),
        held = (select count(*) from seat s where s.campaign_id = q.campaign_id and s.stage = q.stage and s.state in ('offered', 'accepted'));
      alter table seat_quota add constraint offers_never_exceed_seats check (held >= taken and (seats is null or held <= seats));
      alter table seat add constraint seat_of_an_open_quota foreign key (campaign_id, stage) references seat_quota;

      create function count_seats() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        if tg_op = 'INSERT' then
          update seat_quota q set taken = q.taken + d.taken, held = q.held + d.held
          from (select campaign_id, stage, count(*) filter (where state = 'accepted') as taken, count(*) filter (where state in ('offered', 'accepted')) as held
                from seats_after group by campaign_id, stage) d
          where q.campaign_id = d.campaign_id and q.stage = d.stage and d.held <> 0;
        else
          update seat_quota q set taken = q.taken + d.taken, held = q.held + d.held
          from (select campaign_id, stage, sum(sign * (state = 'accepted')::int) as taken, sum(sign * (state in ('offered', 'accepted'))::int) as held
                from (select 1 as sign, campaign_id, stage, state from seats_after union all select -1, campaign_id, stage, state from seats_before) s
                group by campaign_id, stage) d
          where q.campaign_id = d.campaign_id and q.stage = d.stage and (d.taken <> 0 or d.held <> 0);
        end if;
        return null;
      end $$;
      create trigger seat_is_counted after insert on seat referencing new table as seats_after for each statement execute function count_seats();
      create trigger seat_is_counted_anew after update on seat referencing old table as seats_before new table as seats_after for each statement execute function count_seats();

      revoke update (taken) on seat_quota from app_api;
      grant update (version, dispatched_on, dispatch_channel, dispatch_number, dispatched_by, answer_until, answered_on, statement_id) on seat to app_api;
      grant select, insert on seat_statement, seat_change to app_api;
      grant select, insert, update (token_hash, expires_at, issued_by, issued_at, used_at) on answer_link to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop trigger seat_is_counted_anew on seat;
      drop trigger seat_is_counted on seat;
      drop function count_seats();
      grant update (taken) on seat_quota to app_api;
      alter table seat drop constraint seat_of_an_open_quota;
      alter table seat_quota drop constraint offers_never_exceed_seats, drop column held;
      drop table answer_link, seat_change;
      alter table seat
        drop constraint decline_is_signed,
        drop constraint seat_lapses_after_dispatch,
        drop constraint seat_clock_starts_at_dispatch,
        drop constraint seat_dispatched_whole,
        drop constraint seat_channel_known,
        drop constraint seat_state_known,
        add constraint seat_state_known check (state in ('offered', 'accepted', 'declined', 'lapsed', 'taken-back')),
        add constraint seat_channel_known check (channel in ('letter', 'e-mail', 'telephone', 'in-person')),
        drop column statement_id, drop column answered_on, drop column answer_until, drop column dispatched_by,
        drop column dispatch_number, drop column dispatch_channel, drop column dispatched_on, drop column version;
      drop table seat_statement;
    `);
  }
}
