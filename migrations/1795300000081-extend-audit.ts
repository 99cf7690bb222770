import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * In which capacity the actor acted, by which request, and from what to what a value changed. The new columns enter the
 * hash only where one of them is filled, so that chains sealed before stay valid to the byte.
 */
export class ExtendAudit1795300000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table audit_event
        add role    text constraint audit_role_is_a_code check (role ~ '^[a-z]+([+-][a-z]+)*$'),
        add request text constraint audit_request_is_one_word check (request ~ '^[A-Za-z0-9._-]{1,64}$'),
        add before  text constraint audit_before_is_a_code check (before ~ '^[a-z0-9][a-z0-9.-]{0,63}$'),
        add after   text constraint audit_after_is_a_code check (after ~ '^[a-z0-9][a-z0-9.-]{0,63}$');

      create or replace function audit_content(e audit_event) returns bytea language sql stable as $$
        select sha256(convert_to(concat_ws('|', e.tx, e.n, e.chain, (extract(epoch from e.at) * 1000000)::bigint, e.actor, e.action,
          coalesce(e.subject::text, ''), coalesce(e.reason, ''), coalesce(e.policy_version, 0), e.lines, encode(e.digest, 'hex'),
          nullif(concat_ws('|', coalesce(e.role, ''), coalesce(e.request, ''), coalesce(e.before, ''), coalesce(e.after, '')), '|||')), 'UTF8'))
      $$;
    `);
  }

  /** Events that fill the new columns were sealed with them: going down, their chains no longer verify. */
  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create or replace function audit_content(e audit_event) returns bytea language sql stable as $$
        select sha256(convert_to(concat_ws('|', e.tx, e.n, e.chain, (extract(epoch from e.at) * 1000000)::bigint, e.actor, e.action,
          coalesce(e.subject::text, ''), coalesce(e.reason, ''), coalesce(e.policy_version, 0), e.lines, encode(e.digest, 'hex')), 'UTF8'))
      $$;
      alter table audit_event drop column role, drop column request, drop column before, drop column after;
    `);
  }
}
