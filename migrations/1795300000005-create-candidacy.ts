import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * The pipeline: where a candidacy is, what the engine proposes, what a person decided, what is to be computed.
 * Verdict and history carry campaign and nominator of their candidacy (copied in the statement that writes them, and no
 * role may change those of a candidacy); a foreign key from them to candidacy would cost half of the write's CPU again.
 */
export class CreateCandidacy1795300000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- Moved by decisions only. No index on what moves and half-filled pages: a whole list decided at once stays HOT.
      create table candidacy (
        id           uuid primary key,
        campaign_id  uuid    not null references campaign,
        applicant_id uuid    not null constraint candidacy_once_an_applicant unique references applicant,
        nominator_id uuid    not null references nominator,
        number       text    collate "C" not null constraint candidacy_number_is_public check (number ~ '^[0-9]{2}-[0-9]{4,}$'),
        region       text    not null,
        territory    text    not null,
        category     text,
        stage        text    not null,
        status       text    not null default 'open' constraint candidacy_status_known
          check (status in ('open', 'reserve', 'enrolled', 'rejected', 'withdrawn', 'excluded', 'no-show', 'on-hold', 'expelled', 'graduated')),
        version      integer not null default 0,
        constraint candidacy_number_once unique (campaign_id, number)
      ) with (fillfactor = 50);
      create index candidacy_of_nominator on candidacy (campaign_id, nominator_id, number);

      create table document (
        candidacy_id uuid not null references candidacy,
        key          text not null,
        campaign_id  uuid not null,
        nominator_id uuid not null,
        received_on  date not null,
        primary key (candidacy_id, key)
      );

      -- The key is the promise "computed once". revision counts renewed computations: the number of a ranking run, else 0.
      create table verdict (
        candidacy_id   uuid    not null,
        stage          text    not null,
        policy_version integer not null,
        revision       integer not null default 0,
        campaign_id    uuid    not null,
        nominator_id   uuid    not null,
        batch_id       uuid    not null,
        outcome        text    not null constraint verdict_outcome_known check (outcome in ('pass', 'fail', 'reserve', 'undetermined')),
        score          bigint,
        measures       json    not null,
        reasons        json    not null,
        input_hash     bytea   not null,
        salt           bytea,
        row_hash       bytea   not null,
        primary key (candidacy_id, stage, policy_version, revision)
      );
      comment on column verdict.score is 'integer of 10^-4';
      comment on column verdict.reasons is 'the very text the row hash covers: json keeps it, jsonb would write it anew';
      comment on column verdict.row_hash is 'commits to the other columns with the salt: after erasure the audit chain still verifies';

      create table decision_batch (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        stage          text        not null,
        kind           text        not null constraint decision_kind_known check (kind in ('submit', 'confirm', 'event', 'revert')),
        policy_version integer     not null,
        run_id         uuid,
        reverts_id     uuid        constraint decision_reverted_once unique references decision_batch,
        decided_by     uuid        not null,
        decided_at     timestamptz not null default now(),
        list_digest    bytea       not null,
        lines          integer     not null,
        published_by   uuid,
        published_at   timestamptz,
        constraint decision_published_by_someone check ((published_by is null) = (published_at is null))
      );
      create index decision_of_campaign on decision_batch (campaign_id, id);

      -- How a candidacy moved = the lines of a decision. n is the candidacy's version, so two moves from one state collide.
      create table history (
        candidacy_id     uuid    not null,
        n                integer not null,
        campaign_id      uuid    not null,
        nominator_id     uuid    not null,
        batch_id         uuid    not null,
        event            text    not null,
        stage            text    not null,
        from_status      text    not null,
        to_stage         text    not null,
        to_status        text    not null,
        verdict_revision integer,
        reason           text    constraint history_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        primary key (candidacy_id, n)
      );
      create index history_of_batch on history (batch_id);

      -- Work, lease, fence and place in the queue in one row; the row is its own outbox (sent_at null = not handed over).
      create table work_batch (
        id             uuid primary key default gen_random_uuid(),
        campaign_id    uuid        not null references campaign,
        stage          text        not null,
        kind           text        not null constraint work_kind_known check (kind in ('eligibility', 'diagnostics', 'assessment', 'ranking', 'enrolment')),
        policy_version integer     not null,
        revision       integer     not null default 0,
        run_id         uuid,
        ids            uuid[]      not null,
        state          text        not null default 'READY' constraint work_state_known
          check (state in ('READY', 'RUNNING', 'DONE', 'SPLIT', 'SUPERSEDED', 'NEEDS_ATTENTION')),
        attempt        integer     not null default 0,
        lease_until    timestamptz,
        sent_at        timestamptz,
        sends          integer     not null default 0,
        cause          text        constraint work_cause_is_short check (length(cause) <= 200),
        created_at     timestamptz not null default now(),
        constraint work_batch_at_most_500 check (case when run_id is null then cardinality(ids) between 1 and 500 else cardinality(ids) = 0 end)
      ) with (fillfactor = 70);
      create index work_batch_unfinished on work_batch (created_at) where state in ('READY', 'RUNNING');

      -- Facts of these candidacies are complete: drained into batches by the dispatcher.
      create table work_ready (
        candidacy_id uuid        not null,
        stage        text        not null,
        kind         text        not null,
        campaign_id  uuid        not null,
        at           timestamptz not null default now(),
        primary key (candidacy_id, stage)
      );

      -- How far a stage is computed; counts candidacies, so halving a batch does not disturb it.
      create table stage_progress (
        campaign_id    uuid    not null,
        stage          text    not null,
        policy_version integer not null,
        total          integer not null,
        open           integer not null constraint stage_progress_counts_down check (open >= 0),
        attention      integer not null default 0,
        primary key (campaign_id, stage, policy_version)
      ) with (fillfactor = 50);

      grant select, insert, update (stage, status, version) on candidacy to app_api;
      grant select, insert on document to app_api;
      grant select, insert on verdict, history to app_api;
      grant select, insert, update (published_by, published_at) on decision_batch to app_api;
      grant select, insert, update on work_batch to app_api;
      grant select, insert on work_ready to app_api;
      grant select, insert, update on stage_progress to app_api;

      grant select on candidacy, document, history to app_worker;
      grant select, insert on verdict to app_worker;
      grant select, insert, update on work_batch, stage_progress to app_worker;
      grant select, insert, delete, update (at) on work_ready to app_worker; -- update: skipping locked rows asks for it
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table stage_progress, work_ready, work_batch, history, decision_batch, verdict, document, candidacy;
    `);
  }
}
