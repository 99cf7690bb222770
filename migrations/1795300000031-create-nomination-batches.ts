import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Lists of nominees that are submitted together, the receipts of their submissions, letters that cover nominees by name,
 * and extensions of the deadline. A receipt is never changed: it says what was handed in and when it began to arrive.
 */
export class CreateNominationBatches1795300000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table nomination_batch (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        nominator_id   uuid        not null references nominator,
        ordinal        integer     not null,
        state          text        not null default 'draft' constraint nomination_batch_state_known
          check (state in ('draft', 'checked', 'submitted', 'withdrawn', 'reopened')),
        candidacy_ids  uuid[]      not null constraint nomination_batch_at_most_500 check (cardinality(candidacy_ids) between 1 and 500),
        checked_digest bytea,
        decision_id    uuid        references decision_batch,
        created_by     uuid        not null,
        created_at     timestamptz not null default now(),
        constraint nomination_batch_ordinal_once unique (campaign_id, nominator_id, ordinal),
        constraint nomination_batch_submitted_by_decision check (state <> 'submitted' or decision_id is not null)
      );
      comment on column nomination_batch.decision_id is 'of its last submission; a decision reverted since leaves the batch reopened';

      create table nomination_receipt (
        id           uuid primary key,
        batch_id     uuid        not null references nomination_batch,
        campaign_id  uuid        not null,
        nominator_id uuid        not null,
        submission   integer     not null,
        number       text        not null,
        decision_id  uuid        not null references decision_batch,
        begun_at     timestamptz not null,
        submitted_at timestamptz not null default now(),
        submitted_by uuid        not null,
        lines        integer     not null,
        rows_digest  bytea       not null,
        files        bytea[]     not null,
        constraint receipt_once_a_submission unique (batch_id, submission),
        constraint receipt_number_once unique (campaign_id, nominator_id, number)
      );
      comment on column nomination_receipt.rows_digest is 'SHA-256 of the canonical rows of the nominees, in the order of their numbers';
      comment on column nomination_receipt.files is 'SHA-256 of the uploaded lists the nominees came from; none where they were typed in';

      create table nomination_letter (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        nominator_id   uuid        not null references nominator,
        number         text        not null,
        dated_on       date        not null,
        signatory      text        not null,
        file           text,
        file_digest    bytea,
        signature      text,
        signature_digest bytea,
        created_by     uuid        not null,
        created_at     timestamptz not null default now(),
        constraint letter_once_a_nominator unique (campaign_id, nominator_id, number, dated_on),
        constraint letter_file_has_digest check ((file is null) = (file_digest is null)),
        constraint letter_signature_has_digest check ((signature is null) = (signature_digest is null))
      );

      create table nomination_letter_line (
        candidacy_id uuid not null references candidacy,
        letter_id    uuid not null references nomination_letter,
        campaign_id  uuid not null,
        nominator_id uuid not null,
        primary key (candidacy_id, letter_id)
      );
      create index letter_line_of_letter on nomination_letter_line (letter_id);

      create table nomination_extension (
        id             uuid primary key,
        campaign_id    uuid        not null references campaign,
        nominator_id   uuid        not null references nominator,
        state          text        not null constraint extension_state_known check (state in ('requested', 'granted', 'refused')),
        candidacy_ids  uuid[],
        reason         text        not null constraint extension_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        requested_by   uuid,
        requested_at   timestamptz,
        until          timestamptz,
        decided_by     uuid,
        decided_at     timestamptz,
        answer         text        constraint extension_answer_is_a_code check (answer ~ '^[A-Z][A-Z_]*$'),
        constraint extension_requested_by_someone check ((requested_by is null) = (requested_at is null)),
        constraint extension_decided_by_someone check ((state = 'requested') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
        constraint extension_granted_expires check ((state = 'granted') = (until is not null))
      );
      comment on column nomination_extension.candidacy_ids is 'a late entry is for these nominees; null = for all of the nominator';
      create index extension_of_nominator on nomination_extension (campaign_id, nominator_id);

      grant select, insert, update (state, candidacy_ids, checked_digest, decision_id) on nomination_batch to app_api;
      grant select, insert on nomination_receipt to app_api;
      grant select, insert, update (file, file_digest, signature, signature_digest) on nomination_letter to app_api;
      grant select, insert, delete on nomination_letter_line to app_api;
      grant select, insert, update (state, until, decided_by, decided_at, answer) on nomination_extension to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table nomination_extension, nomination_letter_line, nomination_letter, nomination_receipt, nomination_batch;`);
  }
}
