import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** The commission [комиссия]: members, meetings, agenda, votes, protocol. Its rules are the policy's. */
export class CreateCommission1795300000052 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- Members need no account. Whoever leaves gets a last day and stays: a protocol of the past must remain readable.
      create table commission_member (
        id               uuid primary key,
        campaign_id      uuid        not null references campaign,
        name             text        not null,
        post             text        not null,
        organisation     text,
        organisation_inn text        constraint member_inn_is_ten_digits check (organisation_inn ~ '^[0-9]{10}$'),
        region           text        constraint member_region_is_a_code check (region ~ '^[0-9]{2}$'),
        role             text        not null constraint member_role_known check (role in ('chair', 'deputy', 'member')),
        since            date        not null,
        until            date,
        entered_by       uuid        not null,
        entered_at       timestamptz not null default now(),
        constraint member_leaves_after_he_came check (until >= since)
      );
      create index commission_member_of_campaign on commission_member (campaign_id, id);

      create table commission_meeting (
        id              uuid primary key,
        campaign_id     uuid        not null references campaign,
        held_on         date        not null,
        place           text        not null,
        secretary       text        not null,
        presiding_id    uuid        references commission_member,
        protocol_number text,
        protocol_date   date,
        closed_by       uuid,
        closed_at       timestamptz,
        scan            text,
        scan_digest     bytea       constraint scan_by_sha256 check (octet_length(scan_digest) = 32),
        entered_by      uuid        not null,
        entered_at      timestamptz not null default now(),
        constraint protocol_whole check (num_nulls(protocol_number, protocol_date, closed_by, closed_at) in (0, 4)),
        constraint scan_of_a_protocol check (scan is null or protocol_number is not null),
        constraint scan_with_digest check ((scan is null) = (scan_digest is null))
      );
      create index commission_meeting_of_campaign on commission_meeting (campaign_id, id);
      create unique index protocol_number_once on commission_meeting (campaign_id, protocol_number, protocol_date);

      create table commission_attendance (
        meeting_id  uuid not null references commission_meeting,
        member_id   uuid not null references commission_member,
        campaign_id uuid not null,
        primary key (meeting_id, member_id)
      );

      -- What is put to the vote is a thing of the service: a checked list, a run, a place in a tie, one person's case.
      create table agenda_item (
        id              uuid primary key,
        meeting_id      uuid    not null references commission_meeting,
        campaign_id     uuid    not null,
        nominator_id    uuid,
        ordinal         integer not null,
        kind            text    not null constraint item_kind_known check (kind in ('list', 'run', 'tie', 'departure', 'appeal')),
        stage           text    not null,
        list_id         uuid    references decision_list,
        run_id          uuid    references ranking_run,
        candidacy_id    uuid    references candidacy,
        subject_digest  bytea   not null,
        proposal        text    constraint item_proposal_known check (proposal in ('pass', 'fail')),
        votes_for       integer,
        votes_against   integer,
        votes_abstained integer,
        chair_vote      text    constraint chair_vote_known check (chair_vote in ('for', 'against', 'abstained')),
        outcome         text    constraint item_outcome_known check (outcome in ('adopted', 'rejected', 'no-decision')),
        reasons         jsonb,
        constraint item_ordinal_once unique (meeting_id, ordinal),
        constraint item_voted_whole check (num_nulls(votes_for, votes_against, votes_abstained, outcome, reasons) in (0, 5)),
        constraint item_names_what_its_kind_is_about check (
          (kind = 'list') = (list_id is not null) and (kind in ('run', 'tie')) = (run_id is not null)
          and (kind in ('tie', 'departure', 'appeal')) = (candidacy_id is not null) and (candidacy_id is null) = (nominator_id is null)
          and (kind = 'departure') = (proposal is not null)
        )
      );

      -- vote is null where the policy has votes counted and not named; a recusal and a dissent are always by name.
      create table agenda_vote (
        item_id     uuid not null references agenda_item on delete cascade,
        member_id   uuid not null references commission_member,
        campaign_id uuid not null,
        vote        text constraint vote_known check (vote in ('for', 'against', 'abstained')),
        recused     text constraint recused_for_a_reason check (recused ~ '^[A-Z][A-Z_]*$'),
        dissent     text,
        primary key (item_id, member_id),
        constraint recused_do_not_vote check (recused is null or (vote is null and dissent is null))
      );

      alter table decision_batch add column agenda_item_id uuid references agenda_item;

      grant select, insert, update (until) on commission_member to app_api;
      grant select, insert, update (presiding_id, protocol_number, protocol_date, closed_by, closed_at, scan, scan_digest) on commission_meeting to app_api;
      grant select, insert, delete on commission_attendance, agenda_vote to app_api;
      grant select, insert, update (votes_for, votes_against, votes_abstained, chair_vote, outcome, reasons), delete on agenda_item to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table decision_batch drop column agenda_item_id;
      drop table agenda_vote, agenda_item, commission_attendance, commission_meeting, commission_member;
    `);
  }
}
