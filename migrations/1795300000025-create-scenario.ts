import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * What-if. The basis of a run is frozen beside its snapshot; a scenario is a row of its own and changes nothing else. The
 * wall is a role: what writes scenarios acts as `app_what_if`, which can write `scenario` and the audit and nothing more.
 */
export class CreateScenario1795300000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      begin
        begin
          create role app_what_if nologin nosuperuser nobypassrls;
        exception when duplicate_object or unique_violation then null; -- another database of this server made it
        end;
        if not pg_has_role(current_user, 'app_what_if', 'member') then execute format('grant app_what_if to %I', current_user); end if;
      end $$;
      grant usage on schema public to app_what_if;
    `);
    await runAsOwner(runner, `
      create table ranking_basis (
        run_id      uuid  primary key references ranking_run,
        campaign_id uuid  not null,
        people      jsonb not null,
        seed        text
      );
      comment on table ranking_basis is 'what the question of a run was built from besides the rules: public numbers, scores and measures of earlier stages';

      create table scenario (
        id           uuid primary key,
        campaign_id  uuid        not null references campaign,
        run_id       uuid        not null references ranking_basis,
        title        text        not null,
        changes      jsonb       not null,
        outcome      jsonb       not null,
        outcome_hash bytea       not null,
        created_by   uuid        not null,
        created_at   timestamptz not null default now()
      );
      create index scenario_of_run on scenario (run_id, id);

      grant select, insert on ranking_basis to app_api;
      grant select on scenario to app_api;
      grant select, insert on scenario to app_what_if;
      grant select on ranking_basis to app_what_if;
      grant usage on sequence audit_tx to app_what_if;
      grant insert on audit_event to app_what_if;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table scenario, ranking_basis;
      revoke all on audit_event from app_what_if;
      revoke all on sequence audit_tx from app_what_if;
    `);
    await runner.query(`revoke all on schema public from app_what_if`);
  }
}
