import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** Campaigns with versioned policies, nominators with their places, and accounts with grants. */
export class CreateCampaign1795300000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table campaign (
        id             uuid primary key,
        programme      text        not null,
        name           text        not null,
        state          text        not null default 'draft' constraint campaign_state_known check (state in ('draft', 'open', 'closed')),
        policy_version integer,
        created_by     uuid        not null,
        created_at     timestamptz not null default now()
      );

      -- Draft, then published, then never changed.
      create table policy_version (
        campaign_id  uuid        not null references campaign,
        version      integer     not null,
        state        text        not null default 'draft' constraint policy_state_known check (state in ('draft', 'published')),
        document     jsonb       not null,
        digest       bytea       not null,
        created_by   uuid        not null,
        created_at   timestamptz not null default now(),
        published_by uuid,
        published_at timestamptz,
        constraint policy_is_published_by_someone check ((state = 'published') = (published_by is not null and published_at is not null)),
        primary key (campaign_id, version)
      );
      create unique index policy_one_draft_a_campaign on policy_version (campaign_id) where state = 'draft';
      create function refuse_change_of_published_policy() returns trigger language plpgsql as $$
      begin
        raise exception 'a published policy is never changed' using errcode = 'integrity_constraint_violation';
      end $$;
      create trigger published_policy_never_changes before update or delete on policy_version
        for each row when (old.state = 'published') execute function refuse_change_of_published_policy();

      create table nominator (
        id     uuid primary key,
        kind   text not null constraint nominator_kind_known check (kind in ('region', 'organisation', 'team-lead', 'organiser', 'applicant')),
        code   text not null,
        title  text not null,
        region text constraint nominator_region_is_a_code check (region ~ '^[0-9]{2}$'),
        constraint nominator_code_once unique (kind, code)
      );

      -- places null = no limit. The row is the lock under which nominations are counted; the check is the second wall.
      create table nomination_quota (
        campaign_id  uuid    not null references campaign,
        nominator_id uuid    not null references nominator,
        places       integer,
        used         integer not null default 0,
        constraint nominations_within_places check (used >= 0 and (places is null or used <= places)),
        primary key (campaign_id, nominator_id)
      ) with (fillfactor = 50);

      create table region_ordinal (
        campaign_id uuid    not null references campaign,
        region      text    not null,
        last        integer not null,
        primary key (campaign_id, region)
      ) with (fillfactor = 50);

      create table account (
        id               uuid primary key,
        name             text        not null,
        region           text        constraint account_region_is_a_code check (region ~ '^[0-9]{2}$'),
        token_hash       bytea       not null constraint account_token_once unique,
        token_expires_at timestamptz not null,
        created_by       uuid        not null,
        created_at       timestamptz not null default now(),
        revoked_at       timestamptz
      );

      create table access_grant (
        id           uuid primary key,
        account_id   uuid not null references account,
        role         text not null constraint grant_role_known check (role in ('administrator', 'officer', 'assessor', 'nominator', 'auditor')),
        campaign_id  uuid references campaign,
        nominator_id uuid references nominator,
        constraint grant_names_its_campaign check ((role = 'administrator') = (campaign_id is null)),
        constraint grant_of_nominator_names_him check ((role = 'nominator') = (nominator_id is not null)),
        constraint grant_once unique nulls not distinct (account_id, role, campaign_id, nominator_id)
      );

      grant select, insert, update (state, policy_version) on campaign to app_api;
      grant select, insert, update (state, document, digest, published_by, published_at) on policy_version to app_api;
      grant select, insert on nominator to app_api;
      grant select, insert, update (places, used) on nomination_quota to app_api;
      grant select, insert, update (last) on region_ordinal to app_api;
      grant select, insert, update (token_hash, token_expires_at, revoked_at) on account to app_api;
      grant select, insert on access_grant to app_api;
      grant select on campaign, policy_version, nominator to app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table access_grant, account, region_ordinal, nomination_quota, nominator, policy_version, campaign;
      drop function refuse_change_of_published_policy();
    `);
  }
}
