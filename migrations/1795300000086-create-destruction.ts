import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Tables from which something is erased, and what the role that erases may do there beyond reading. */
const ERASED: Readonly<Record<string, string>> = {
  person: 'insert, update',
  member: 'update',
  applicant: 'update (title)',
  employment: 'delete',
  record_change: 'delete',
  position_classification: 'delete',
  document_file: 'delete',
  nominee: 'delete',
  testing_code: 'delete',
  nomination_import: 'update (file)',
  nomination_import_row: 'update (key, sealed)',
  nomination_letter: 'update (file, signature)',
  diagnostics_result: 'delete',
  result_correction: 'delete',
  expert_conclusion: 'delete',
  eligibility_exception: 'update (document_title, document_number)',
  verdict: 'update (measures, reasons, salt)',
  legal_hold: 'update (document)',
  appeal: 'update (representative, answer, data_key, text, text_type, text_size, text_sha256)',
  idempotent_answer: 'update (answer)',
};
const REACHED = [...Object.keys(ERASED), 'candidacy', 'nomination_letter_line'];

/**
 * Destruction of personal data: proposed by one named person with a commission, carried out by another, proved by an act
 * that is kept three years under a key of its own (Roskomnadzor order 179). The role that erases is taken for that alone,
 * within the transaction; nobody else can empty a verdict or a name.
 */
export class CreateDestruction1795300000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      begin
        begin
          create role app_eraser nologin nosuperuser nobypassrls;
        exception when duplicate_object or unique_violation then null; -- another database of this server made it
        end;
        if not pg_has_role(current_user, 'app_eraser', 'member') then execute format('grant app_eraser to %I', current_user); end if;
      end $$;
      grant usage on schema public to app_eraser;
    `);
    await runAsOwner(runner, `
      alter table person
        alter column family_name drop not null,
        alter column given_name drop not null,
        alter column birth_date drop not null,
        alter column data_key drop not null,
        alter column key_version drop not null,
        add column destroyed_at timestamptz,
        add constraint person_says_nothing_once_destroyed check (case when destroyed_at is null
          then num_nulls(family_name, given_name, birth_date, data_key, key_version) = 0
          else num_nonnulls(family_name, given_name, patronymic, birth_date, snils_index, name_index, snils_cipher, contacts_cipher, data_key, key_version) = 0 end);
      comment on column person.data_key is 'gone with the data it sealed';

      alter table nomination_letter
        drop constraint letter_file_has_digest, drop constraint letter_signature_has_digest,
        add constraint letter_file_has_digest check (file is null or file_digest is not null),
        add constraint letter_signature_has_digest check (signature is null or signature_digest is not null);
      comment on column nomination_letter.file_digest is 'stays when the file is destroyed: the letter was there';

      create table destruction (
        id          uuid primary key,
        campaign_id uuid        not null references campaign,
        state       text        not null default 'proposed' constraint destruction_state_known check (state in ('proposed', 'carried-out', 'refused')),
        lines       integer     not null,
        digest      bytea       not null,
        sealed      bytea,
        data_key    bytea,
        key_version integer,
        proposed_by uuid        not null,
        proposed_at timestamptz not null default now(),
        decided_by  uuid        constraint destruction_decided_by_another check (decided_by <> proposed_by),
        decided_at  timestamptz,
        act_until   date,
        constraint destruction_decided_by_someone check ((state = 'proposed') = (decided_by is null) and (decided_by is null) = (decided_at is null)),
        constraint destruction_words_are_whole check (num_nulls(sealed, data_key, key_version) in (0, 3)),
        constraint destruction_carried_out_has_a_term check ((state = 'carried-out') = (act_until is not null))
      );
      comment on column destruction.sealed is 'the commission; once carried out the act, which names people; null when its own term is over';
      create index destruction_of_campaign on destruction (campaign_id, id);

      create table destruction_line (
        destruction_id uuid    not null references destruction,
        candidacy_id   uuid    not null references candidacy,
        campaign_id    uuid    not null,
        nominator_id   uuid    not null,
        ground         text    not null constraint destruction_ground_known check (ground in ('CONSENT_WITHDRAWN', 'TERM_OVER', 'UNLAWFUL_PROCESSING', 'SUBJECT_DEMANDS')),
        carried_out    boolean not null default false,
        primary key (destruction_id, candidacy_id)
      );
      create unique index destroyed_once on destruction_line (candidacy_id) where carried_out;

      -- Files whose rows are gone and which still lie in the storage: removed after the commit, again after a failure.
      create table destruction_file (
        name           text primary key,
        destruction_id uuid not null references destruction,
        campaign_id    uuid not null
      );

      grant select, insert, update (state, sealed, data_key, key_version, decided_by, decided_at, act_until) on destruction to app_api;
      grant select, insert, update (carried_out) on destruction_line to app_api;
      grant select, insert, delete on destruction_file to app_api;
      grant update (data_key, key_version) on person, nomination_import to app_api;
      grant select on destruction_line, ${REACHED.join(', ')} to app_eraser;
      ${Object.entries(ERASED).map(([table, rights]) => `grant ${rights} on ${table} to app_eraser;`).join('\n      ')}

      -- Where rows are hidden by region, they are not hidden from the one who erases: what he is given is checked before.
      ${REACHED.map((table) => `create policy eraser_reaches_everybody on ${table} to app_eraser using (true) with check (true);`).join('\n      ')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke all on ${REACHED.join(', ')} from app_eraser;
      revoke update (data_key, key_version) on person, nomination_import from app_api;
      ${REACHED.map((table) => `drop policy eraser_reaches_everybody on ${table};`).join('\n      ')}
      drop table destruction_file, destruction_line, destruction;
      comment on column nomination_letter.file_digest is null;
      alter table nomination_letter
        drop constraint letter_file_has_digest, drop constraint letter_signature_has_digest,
        add constraint letter_file_has_digest check ((file is null) = (file_digest is null)),
        add constraint letter_signature_has_digest check ((signature is null) = (signature_digest is null));
      comment on column person.data_key is null;
      alter table person
        drop column destroyed_at,
        alter column family_name set not null,
        alter column given_name set not null,
        alter column birth_date set not null,
        alter column data_key set not null,
        alter column key_version set not null;
    `);
    await runner.query(`revoke all on schema public from app_eraser`);
  }
}
