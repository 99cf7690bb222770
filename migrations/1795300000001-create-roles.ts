import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Three roles, none of which logs in: `app_owner` owns, `app_api` and `app_worker` act. A connection takes its role for
 * one transaction (`database.transact`). Roles belong to the whole server, so several databases may share them.
 */
export class CreateRoles1795300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      do $$
      declare r text;
      begin
        foreach r in array array['app_owner', 'app_api', 'app_worker'] loop
          begin
            execute format('create role %I nologin nosuperuser nobypassrls', r);
          exception when duplicate_object or unique_violation then null; -- another database of this server made it
          end;
          if not pg_has_role(current_user, r, 'member') then execute format('grant %I to %I', r, current_user); end if;
        end loop;
      end $$;
      grant usage, create on schema public to app_owner;
      grant usage on schema public to app_api, app_worker;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      revoke all on schema public from app_owner, app_api, app_worker;
    `);
  }
}
