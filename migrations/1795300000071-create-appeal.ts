import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Appeals [возражения]: against one published decision about one person, answered within thirty days. Who represents him and
 * what he is answered are sealed under a key of the appeal.
 */
export class CreateAppeal1795300000071 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table appeal (
        id              uuid primary key,
        campaign_id     uuid        not null references campaign,
        nominator_id    uuid        not null references nominator,
        candidacy_id    uuid        not null references candidacy,
        decision_id     uuid        not null references decision_batch,
        number          text        not null,
        received_on     date        not null,
        due_on          date        not null,
        late            boolean     not null,
        holds_seat      boolean     not null,
        data_key        bytea,
        key_version     integer     not null,
        representative  bytea,
        registered_by   uuid        not null,
        registered_at   timestamptz not null default now(),
        text            text,
        text_type       text,
        text_size       bigint,
        text_sha256     bytea,
        admitted_reason text        constraint appeal_admission_reason_is_a_code check (admitted_reason ~ '^[A-Z][A-Z_]*$'),
        admitted_by     uuid,
        admitted_at     timestamptz,
        outcome         text        constraint appeal_outcome_known check (outcome in ('rejected', 'upheld')),
        reason          text        constraint appeal_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        answer          bytea,
        remedy          text        constraint appeal_remedy_known check (remedy in ('decided-anew', 'correction', 'exception', 'marks-reopened', 'departure', 'seat-change')),
        reopened_in     uuid        references decision_batch,
        reviewed_by     uuid,
        reviewed_at     timestamptz,
        sent_number     text,
        sent_on         date,
        published_by    uuid,
        published_at    timestamptz,
        constraint appeal_number_once unique (campaign_id, received_on, number),
        constraint appeal_is_answered_within_thirty_days check (due_on between received_on and received_on + 30),
        constraint appeal_text_whole check (num_nulls(text, text_type, text_size, text_sha256) in (0, 4)),
        constraint appeal_admitted_whole check (num_nulls(admitted_reason, admitted_by, admitted_at) in (0, 3)),
        constraint appeal_answered_whole check (num_nulls(outcome, reason, reviewed_by, reviewed_at) in (0, 4)),
        constraint appeal_remedy_of_an_upheld_one check ((outcome is not distinct from 'upheld') = (remedy is not null)),
        constraint late_appeal_is_upheld_when_admitted check (not late or outcome is distinct from 'upheld' or admitted_at is not null),
        constraint appeal_published_whole check (num_nulls(sent_number, sent_on, published_by, published_at) in (0, 4)),
        constraint appeal_published_once_answered check (published_at is null or outcome is not null)
      );
      create unique index appeal_open_once_a_decision on appeal (candidacy_id, decision_id) where outcome is null;
      create index appeal_of_campaign on appeal (campaign_id, id);
      comment on column appeal.due_on is 'the last day to answer: 152-FZ, art. 16';
      comment on column appeal.text is 'where the file of the objection lies in the storage; random, tells nothing';
      comment on column appeal.data_key is 'null once the person is erased: nothing sealed opens any more';
      comment on column appeal.reopened_in is 'the decision that took back what was decided about this person alone';
      grant select, insert, update (data_key, key_version, text, text_type, text_size, text_sha256, admitted_reason, admitted_by, admitted_at, outcome, reason, answer, remedy, reopened_in,
        reviewed_by, reviewed_at, sent_number, sent_on, published_by, published_at) on appeal to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table appeal;`);
  }
}
