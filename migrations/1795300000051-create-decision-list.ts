import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Pending marks [отметки до утверждения]: what officers mean to decide about a stage, before anybody decides it. */
export class CreateDecisionList1795300000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- A stage has one list that is still being marked. version counts changes of marks: two officers cannot undo each other unseen.
      create table decision_list (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        stage          text        not null,
        version        integer     not null default 0,
        opened_by      uuid        not null,
        opened_at      timestamptz not null default now(),
        checked_digest bytea       constraint list_checked_by_sha256 check (octet_length(checked_digest) = 32),
        decision_id    uuid        constraint list_decided_once unique references decision_batch
      );
      create unique index decision_list_open_once on decision_list (campaign_id, stage) where decision_id is null;

      -- row_hash: the verdict that stood beside the mark. Another verdict since makes the mark stale.
      create table decision_mark (
        list_id      uuid        not null references decision_list,
        candidacy_id uuid        not null references candidacy,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        outcome      text        not null constraint mark_outcome_known check (outcome in ('pass', 'fail', 'no-show')),
        reason       text        constraint mark_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        row_hash     bytea,
        marked_by    uuid        not null,
        marked_at    timestamptz not null default now(),
        primary key (list_id, candidacy_id)
      );

      -- Whom the person who confirmed was shown one by one, and why.
      create table decision_shown (
        batch_id     uuid not null references decision_batch,
        candidacy_id uuid not null references candidacy,
        campaign_id  uuid not null,
        nominator_id uuid not null,
        why          text not null constraint shown_why_known check (why in ('departure', 'undetermined', 'rejected', 'boundary')),
        primary key (batch_id, candidacy_id)
      );

      grant select, insert, update (version, checked_digest, decision_id) on decision_list to app_api;
      grant select, insert, update (outcome, reason, row_hash, marked_by, marked_at), delete on decision_mark to app_api;
      grant select, insert on decision_shown to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table decision_shown, decision_mark, decision_list;`);
  }
}
