import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Notices of decisions, and the outbox they leave by: lease, fence and next attempt stand in the row itself. The key is
 * the promise "one a decision line". Nothing personal stands here in the clear: the text that left is sealed under the
 * key of the person.
 */
export class CreateNotice1795300000062 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table notice (
        id               uuid primary key,
        campaign_id      uuid        not null references campaign,
        nominator_id     uuid        not null references nominator,
        candidacy_id     uuid        not null,
        n                integer     not null,
        batch_id         uuid        not null references decision_batch,
        person_id        uuid        not null references person,
        occasion         text        not null,
        template_version integer     not null,
        recipient        text        not null constraint notice_recipient_known check (recipient in ('candidate', 'nominator')),
        state            text        not null default 'queued' constraint notice_state_known
          check (state in ('queued', 'sending', 'accepted', 'refused', 'failed', 'unsure', 'handed-over', 'cancelled')),
        attempt          integer     not null default 0,
        tries            integer     not null default 0,
        next_at          timestamptz not null default now(),
        lease_until      timestamptz,
        left_at          timestamptz,
        doubtful         boolean     not null default false,
        text_cipher      bytea,
        cause            text        constraint notice_cause_is_a_code check (cause ~ '^[A-Z0-9_.]{1,40}$'),
        released_by      uuid        not null,
        released_at      timestamptz not null default now(),
        settled_at       timestamptz,
        constraint notice_once_a_decision unique (candidacy_id, n),
        constraint notice_tells_a_decision foreign key (candidacy_id, n) references history,
        constraint notice_has_its_template foreign key (campaign_id, occasion, template_version) references notice_template,
        constraint notice_is_leased_while_sent check ((state = 'sending') = (lease_until is not null)),
        constraint notice_leaves_as_kept check (left_at is null or text_cipher is not null),
        constraint notice_accepted_has_left check (state not in ('accepted', 'unsure', 'handed-over') or left_at is not null)
      ) with (fillfactor = 70);
      create index notice_of_campaign on notice (campaign_id, id);
      create index notice_of_batch on notice (batch_id);
      create index notice_due on notice (next_at) where state in ('queued', 'sending');
      comment on column notice.left_at is 'written before the first byte of the text goes to the server, cleared by its definite refusal';
      comment on column notice.doubtful is 'was unsure once: a copy may be out, so the kept text is sent again as it is, and a revert needs a correction';

      -- Whoever takes a decision back, in whatever room: what was not sent yet is not sent, in the same transaction.
      create function cancel_notices_of_reverted_decision() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        update notice set state = 'cancelled', cause = 'DECISION_REVERTED', lease_until = null, settled_at = now()
        where batch_id = new.reverts_id and left_at is null and state in ('queued', 'sending', 'refused', 'failed');
        return null;
      end $$;
      create trigger reverted_decision_sends_nothing after insert on decision_batch
        for each row when (new.reverts_id is not null) execute function cancel_notices_of_reverted_decision();

      grant select, insert, update (state, attempt, tries, next_at, lease_until, left_at, doubtful, text_cipher, cause, settled_at) on notice to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop trigger reverted_decision_sends_nothing on decision_batch;
      drop function cancel_notices_of_reverted_decision();
      drop table notice;
    `);
  }
}
