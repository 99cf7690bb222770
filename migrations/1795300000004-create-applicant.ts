import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Who applies. A person is one row however often nominated; a member is that person as put forward in one campaign (post,
 * education and career as of that application). СНИЛС and contacts are ciphertext under a data key of the person.
 */
export class CreateApplicant1795300000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table person (
        id              uuid primary key,
        nominator_id    uuid        not null references nominator,
        family_name     text        not null,
        given_name      text        not null,
        patronymic      text,
        birth_date      date        not null,
        sex             text        not null constraint person_sex_known check (sex in ('female', 'male')),
        snils_index     bytea       constraint person_snils_once unique,
        snils_cipher    bytea,
        contacts_cipher bytea,
        data_key        bytea       not null,
        key_version     integer     not null,
        created_at      timestamptz not null default now()
      );

      create table applicant (
        id           uuid primary key,
        campaign_id  uuid not null references campaign,
        nominator_id uuid not null references nominator,
        kind         text not null constraint applicant_kind_known check (kind in ('person', 'team', 'organisation', 'project')),
        title        text
      );

      create table member (
        id                  uuid primary key,
        applicant_id        uuid not null references applicant,
        person_id           uuid not null references person,
        campaign_id         uuid not null,
        nominator_id        uuid not null,
        role                text not null constraint member_role_known check (role in ('self', 'lead', 'member')),
        citizenship         text not null,
        education           text not null constraint member_education_known check (education in ('secondary', 'secondary-professional', 'unfinished-higher', 'higher')),
        registration_region text,
        post_title          text,
        organisation        text,
        organisation_inn    text,
        post_category       text,
        post_group          text,
        sphere              text,
        municipality_type   text,
        municipality        text,
        post_region         text,
        joined_on           date,
        left_on             date,
        constraint member_once_a_campaign unique (campaign_id, person_id)
      );
      create index member_of_applicant on member (applicant_id);

      create table employment (
        id                uuid primary key,
        member_id         uuid not null references member,
        campaign_id       uuid not null,
        nominator_id      uuid not null,
        started_on        date not null,
        ended_on          date,
        title             text not null,
        organisation      text not null,
        post_category     text,
        post_group        text,
        sphere            text,
        municipality_type text,
        municipality      text,
        region            text,
        constraint employment_ends_after_it_starts check (ended_on >= started_on)
      );
      create index employment_of_member on employment (member_id);

      grant select, insert on person, applicant, member, employment to app_api;
      grant select (id, birth_date, sex) on person to app_worker;
      grant select on applicant, member, employment to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `drop table employment, member, applicant, person;`);
  }
}
