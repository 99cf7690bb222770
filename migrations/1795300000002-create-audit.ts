import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Who did what when, append-only. One event a transaction (n = 0, further lines n > 0), one seal an event, one chain a
 * campaign. An event binds the verdicts or history lines written beside it by a digest, so nothing is stored twice.
 * Identifiers, numbers, codes and digests only: there is no column in which a name could stand.
 */
export class CreateAudit1795300000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create sequence audit_tx cache 1;

      create table audit_event (
        tx             bigint      not null,
        n              integer     not null default 0,
        chain          uuid        not null,
        at             timestamptz not null default clock_timestamp(),
        actor          uuid        not null,
        action         text        not null constraint audit_action_is_a_code check (action ~ '^[a-z][a-z.-]*$'),
        subject        uuid,
        reason         text        constraint audit_reason_is_a_code check (reason ~ '^[A-Z][A-Z_]*$'),
        policy_version integer,
        lines          integer     not null default 1,
        digest         bytea       not null default '',
        primary key (tx, n)
      );

      create table audit_seal (
        chain uuid    not null,
        seq   bigint  not null,
        tx    bigint  not null constraint audit_seal_covers_an_event_once unique,
        count integer not null,
        hash  bytea   not null,
        primary key (chain, seq)
      );
      comment on constraint audit_seal_pkey on audit_seal is 'a fork of the chain is a duplicate key';

      create function audit_content(e audit_event) returns bytea language sql stable as $$
        select sha256(convert_to(concat_ws('|', e.tx, e.n, e.chain, (extract(epoch from e.at) * 1000000)::bigint, e.actor, e.action,
          coalesce(e.subject::text, ''), coalesce(e.reason, ''), coalesce(e.policy_version, 0), e.lines, encode(e.digest, 'hex')), 'UTF8'))
      $$;

      -- Hash first, lock last: the chain is held from here to the end of the commit only.
      create function seal_audit_event() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      declare content bytea; events integer; head_seq bigint; head_hash bytea;
      begin
        select count(*), sha256(string_agg(audit_content(e), ''::bytea order by e.n)) into events, content from audit_event e where e.tx = new.tx;
        perform pg_advisory_xact_lock(hashtextextended(new.chain::text, 5)); -- 5: this service's own name space of advisory locks
        select s.seq, s.hash into head_seq, head_hash from audit_seal s where s.chain = new.chain order by s.seq desc limit 1;
        insert into audit_seal values (new.chain, coalesce(head_seq, 0) + 1, new.tx, events, sha256(coalesce(head_hash, ''::bytea) || content));
        return null;
      end $$;

      -- The condition of a deferred trigger is tested at once: a transaction queues one sealing, however many lines it writes.
      create constraint trigger audit_event_is_sealed after insert on audit_event
        deferrable initially deferred for each row when (new.n = 0) execute function seal_audit_event();

      grant usage on sequence audit_tx to app_api, app_worker;
      grant insert on audit_event to app_api, app_worker;
      grant select on audit_event, audit_seal to app_api;

      create table idempotent_answer (
        actor       uuid        not null,
        key         text        not null constraint idempotency_key_is_short check (length(key) between 1 and 200),
        fingerprint bytea       not null,
        answer      json,
        at          timestamptz not null default now(),
        primary key (actor, key)
      );
      grant select, insert, update (answer) on idempotent_answer to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop table idempotent_answer;
      drop function audit_content(audit_event);
      drop table audit_event, audit_seal;
      drop function seal_audit_event();
      drop sequence audit_tx;
    `);
  }
}
