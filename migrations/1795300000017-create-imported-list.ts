import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Lists of winners, finalists … issued elsewhere, as evidence. An entry keeps what somebody is recognised by as keyed
 * hashes and nothing that could be read: the list itself stays with whoever issued it.
 */
export class CreateImportedList1795300000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table person add column name_index bytea;
      comment on column person.name_index is 'keyed hash of folded family name, given name and birth date';
      create index person_of_name on person (name_index);

      create table list_import (
        id           uuid primary key,
        campaign_id  uuid        not null references campaign,
        list         text        not null,
        source       text        not null,
        issued_on    date        not null,
        entries      integer     not null,
        imported_by  uuid        not null,
        imported_at  timestamptz not null default now(),
        withdrawn_by uuid,
        withdrawn_at timestamptz,
        constraint import_withdrawn_by_someone check ((withdrawn_by is null) = (withdrawn_at is null))
      );
      create index import_of_list on list_import (campaign_id, list);

      create table list_entry (
        id          uuid primary key default gen_random_uuid(),
        import_id   uuid  not null references list_import,
        campaign_id uuid  not null,
        list        text  not null,
        name_index  bytea not null,
        snils_index bytea,
        result      text,
        constraint entry_once_an_import unique nulls not distinct (import_id, name_index, snils_index, result)
      );
      create index entry_of_name on list_entry (campaign_id, list, name_index);
      create index entry_of_snils on list_entry (campaign_id, list, snils_index);

      grant select, insert, update (withdrawn_by, withdrawn_at) on list_import to app_api;
      grant select, insert on list_entry to app_api;
      grant select on list_import, list_entry to app_worker;
      -- Hashes under a key that no database role has: enough to compare, nothing to read.
      grant select (snils_index, name_index) on person to app_worker;
      grant select (id, published_at) on decision_batch to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke select (id, published_at) on decision_batch from app_worker;
      revoke select (snils_index, name_index) on person from app_worker;
      drop table list_entry, list_import;
      alter table person drop column name_index;
    `);
  }
}
