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
      -- Who may be whom, without what it is known by: the worker compares people and cannot read an index.
      create view person_recognition as
        select id as person_id, snils_index is not null as by_snils, name_index is not null as by_name from person;
      create view person_namesake as
        select p.id as person_id, q.id as other_id, p.snils_index is null or q.snils_index is null as maybe_same
        from person p join person q on q.name_index = p.name_index and q.id <> p.id;
      create view list_match as
        select p.id as person_id, e.id as entry_id, e.import_id, e.campaign_id, e.list, e.result, 'snils' as recognised_by, true as same_snils
        from person p join list_entry e on e.snils_index = p.snils_index
        union all
        select p.id, e.id, e.import_id, e.campaign_id, e.list, e.result, 'name', e.snils_index = p.snils_index
        from person p join list_entry e on e.name_index = p.name_index;
      comment on column list_match.same_snils is 'null: one of the two has none';
      create view list_namesake as
        select e.id as entry_id, other.id as other_id, other.import_id as other_import_id
        from list_entry e
        join list_entry other on other.campaign_id = e.campaign_id and other.list = e.list and other.name_index = e.name_index and other.snils_index <> e.snils_index;

      grant select on list_import, person_recognition, person_namesake, list_match, list_namesake to app_worker;
      grant select on person_recognition, person_namesake, list_match, list_namesake to app_api;
      grant select (id, published_at) on decision_batch to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke select (id, published_at) on decision_batch from app_worker;
      drop view list_namesake, list_match, person_namesake, person_recognition;
      drop table list_entry, list_import;
      alter table person drop column name_index;
    `);
  }
}
