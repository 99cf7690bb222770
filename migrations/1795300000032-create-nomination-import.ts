import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Uploaded lists of nominees. The row of an import is the job: what is done, how far, and who holds it. What stands in a
 * row that was refused is personal, so it is sealed under a key of the import and goes with it. `nominee` says by what a
 * nominee is known when his list comes again. A draft may be deleted, and with it what was typed in for it.
 */
export class CreateNominationImport1795300000032 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table nomination_import (
        id           uuid primary key,
        campaign_id  uuid        not null references campaign,
        nominator_id uuid        not null references nominator,
        state        text        not null default 'queued' constraint import_state_known
          check (state in ('queued', 'checked', 'applying', 'done', 'refused', 'cancelled', 'failed')),
        applies      boolean     not null,
        mapping      jsonb,
        file         text,
        file_digest  bytea       not null,
        position     integer     not null default 0,
        entered      integer     not null default 0,
        corrected    integer     not null default 0,
        unchanged    integer     not null default 0,
        refused      integer     not null default 0,
        code         text,
        params       jsonb,
        cancelled    boolean     not null default false,
        data_key     bytea       not null,
        key_version  integer     not null,
        attempt      integer     not null default 0,
        lease_until  timestamptz,
        begun_at     timestamptz not null,
        created_by   uuid        not null,
        created_at   timestamptz not null default now(),
        finished_at  timestamptz
      ) with (fillfactor = 50);
      comment on column nomination_import.file is 'name in the storage; null once nothing is left to be corrected';
      comment on column nomination_import.position is 'rows dealt with in this pass: a restarted one goes on from here';
      create index import_of_nominator on nomination_import (campaign_id, nominator_id, id);
      create index import_unfinished on nomination_import (created_at) where state in ('queued', 'applying');

      create table nomination_import_row (
        import_id    uuid    not null references nomination_import on delete cascade,
        n            integer not null,
        sheet        text    not null,
        row          integer not null,
        campaign_id  uuid    not null,
        nominator_id uuid    not null,
        key          bytea,
        outcome      text    not null constraint import_row_outcome_known check (outcome in ('entered', 'corrected', 'unchanged', 'refused', 'resolved')),
        candidacy_id uuid,
        sealed       bytea,
        primary key (import_id, n)
      );
      comment on column nomination_import_row.n is 'place in the order of reading, the first is 1; sheet and row are what people see';
      comment on column nomination_import_row.key is 'HMAC of what the row is known by: a second row of the same person is found without his name';
      comment on column nomination_import_row.sealed is 'what was found in the row, with the values that stood there';
      create index import_row_key on nomination_import_row (import_id, key);

      create table nominee (
        candidacy_id uuid  primary key references candidacy,
        campaign_id  uuid  not null,
        nominator_id uuid  not null,
        external_id  text  constraint nominee_external_id_is_short check (length(external_id) between 1 and 100),
        name_index   bytea not null,
        content      bytea not null,
        import_id    uuid  references nomination_import,
        constraint nominee_external_id_once unique (campaign_id, nominator_id, external_id)
      );
      comment on column nominee.name_index is 'HMAC of name and birth date in one spelling';
      comment on column nominee.content is 'HMAC of the nomination as it was entered: the same again changes nothing';
      create index nominee_by_name on nominee (campaign_id, nominator_id, name_index);

      -- How a nominator's own table was last read.
      create table nomination_layout (
        nominator_id uuid        primary key references nominator,
        mapping      jsonb       not null,
        saved_by     uuid        not null,
        saved_at     timestamptz not null default now()
      );

      grant select, insert, update (state, applies, file, position, entered, corrected, unchanged, refused, code, params, cancelled, attempt, lease_until, finished_at) on nomination_import to app_api;
      grant select, insert, update (key, outcome, candidacy_id, sealed), delete on nomination_import_row to app_api;
      grant select, insert, update (external_id, name_index, content, import_id), delete on nominee to app_api;
      grant select, insert, update (mapping, saved_by, saved_at) on nomination_layout to app_api;

      grant delete on person, applicant, member, employment, document, candidacy to app_api;
      grant update (category) on candidacy to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update (category) on candidacy from app_api;
      revoke delete on person, applicant, member, employment, document, candidacy from app_api;
      drop table nomination_layout, nominee, nomination_import_row, nomination_import;
    `);
  }
}
