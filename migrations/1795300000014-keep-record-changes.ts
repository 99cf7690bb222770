import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Records of applicants may be corrected, and what they said before is kept. The tables hold what stands, `record_change`
 * what stood; it is personal as they are, so it lies beside them and never in the audit.
 *
 * Posts are classified by title and kind of organisation: both are derived from what was typed, by two functions, so that
 * «Начальник  Управления» and «начальник управления» are one.
 */
export class KeepRecordChanges1795300000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table record_change (
        record_id         uuid        not null,
        n                 integer     not null,
        candidacy_id      uuid        not null references candidacy,
        campaign_id       uuid        not null,
        nominator_id      uuid        not null,
        record            text        not null constraint changed_record_known check (record in ('employment', 'document', 'member')),
        kind              text        not null constraint record_change_known check (kind in ('added', 'corrected', 'classified', 'withdrawn')),
        before            jsonb,
        reason            text        not null constraint record_change_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        classification_id uuid,
        changed_by        uuid        not null,
        changed_at        timestamptz not null default now(),
        primary key (record_id, n)
      );
      comment on column record_change.record_id is 'employment or member; of a document its candidacy';
      comment on column record_change.before is 'the row as it was; null: there was none';
      create index record_change_of_candidacy on record_change (candidacy_id);

      -- Letters of any case, ё as е, one space between words, no punctuation at the ends.
      create function title_key(title text) returns text language sql immutable parallel safe as $$
        select btrim(regexp_replace(translate(lower(title collate pg_c_utf8), 'ё–—«»"', 'е--   '), '\\s+', ' ', 'g'), ' .,;-')
      $$;

      -- What kind of organisation its name says it is, the narrower word first; 'other' where it says nothing.
      create function organisation_kind(organisation text) returns text language sql immutable parallel safe as $$
        select case
          when name ~ '(^| )(совет|дума|собрание|представительн|законодательн)' then 'council'
          when name ~ '(^| )(муп|мкп|гуп|фгуп|ооо|оао|пао|ао|зао|ип|общество с ограниченной|акционерное общество|унитарное предприятие)( |$)' then 'enterprise'
          when name ~ '(^| )(мбу|мку|мау|мбоу|мкоу|маоу|мбдоу|гбу|гку|гау|гбуз|фгбу|фгбоу|учреждение|школа|гимназия|лицей|больница|поликлиника|университет|институт|академия|колледж|библиотека|музей)( |$)' then 'institution'
          when name ~ '(^| )(нко|ано|фонд|союз|ассоциация|тос|общественная организация|некоммерческая)( |$)' then 'non-profit'
          when name ~ '(^| )(администраци|мэри[яи]|управа|префектура|исполком|исполнительный комитет)' then 'administration'
          when name ~ '(^| )(правительств|министерств|департамент|комитет|управлени|служба|агентств|инспекци|аппарат губернатора)' then 'authority'
          else 'other'
        end from (select title_key(organisation) as name) o
      $$;

      alter table employment
        add column title_key text generated always as (title_key(title)) stored,
        add column organisation_kind text generated always as (organisation_kind(organisation)) stored;
      create index employment_of_position on employment (campaign_id, title_key, organisation_kind);

      -- What staff decided about a post; n counts decisions about the same one, the last stands.
      create table position_classification (
        campaign_id       uuid        not null references campaign,
        title_key         text        not null,
        organisation_kind text        not null,
        n                 integer     not null,
        id                uuid        not null constraint classification_id_once unique,
        post_category     text        not null,
        post_group        text,
        sphere            text,
        municipality_type text,
        reason            text        not null constraint classification_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        decided_by        uuid        not null,
        decided_at        timestamptz not null default now(),
        primary key (campaign_id, title_key, organisation_kind, n)
      );

      grant select, insert on record_change, position_classification to app_api;
      grant update (started_on, started_month_only, ended_on, ended_month_only, title, organisation, post_category, post_group, sphere, municipality_type, municipality, region), delete on employment to app_api;
      grant update (received_on), delete on document to app_api;
      grant update (citizenship, education, registration_region, post_title, organisation, organisation_inn, post_category, post_group, sphere, municipality_type, municipality, post_region) on member to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update, delete on employment, document, member from app_api;
      drop table position_classification, record_change;
      drop index employment_of_position;
      alter table employment drop column title_key, drop column organisation_kind;
      drop function organisation_kind(text);
      drop function title_key(text);
    `);
  }
}
