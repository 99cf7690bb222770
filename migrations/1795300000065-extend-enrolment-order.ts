import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * An order begins as a draft, is signed outside, and is registered with number, date and scan. What it says of people is
 * sealed under a key of its own: orders outlive personal files. Once registered it is never edited; changes are new orders.
 */
export class ExtendEnrolmentOrder1795300000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table enrolment_order
        add column kind           text        not null default 'enrolment' constraint order_kind_known check (kind in ('enrolment', 'change', 'expulsion')),
        add column refers_to      uuid        references enrolment_order,
        add column details        jsonb       not null default '{}',
        add column scan           text,
        add column scan_sha256    bytea,
        add column number         text,
        add column dated_on       date,
        add column registered_by  uuid,
        add column registered_at  timestamptz,
        add column data_key       bytea,
        add column key_version    integer,
        add column content        bytea,
        add column content_digest bytea,
        add constraint order_refers_to_another check ((kind = 'enrolment') = (refers_to is null)),
        add constraint order_is_registered_whole check (
          (registered_at is null and number is null and dated_on is null and registered_by is null and content is null)
          or (registered_at is not null and number is not null and dated_on is not null and registered_by is not null and scan is not null
              and content is not null and content_digest is not null and data_key is not null and key_version is not null)),
        add constraint order_number_once unique (campaign_id, dated_on, number);

      create function keep_registered_orders() returns trigger language plpgsql set search_path = public, pg_temp as $$
      begin
        if tg_op = 'DELETE' then
          if old.registered_at is not null then raise exception 'a registered order is never removed' using errcode = '23514', constraint = 'order_is_never_edited'; end if;
          return old;
        end if;
        if old.registered_at is not null
          and to_jsonb(new) - array['data_key', 'key_version'] is distinct from to_jsonb(old) - array['data_key', 'key_version'] then
          raise exception 'a registered order is never edited' using errcode = '23514', constraint = 'order_is_never_edited';
        end if;
        return new;
      end $$;
      create trigger order_is_never_edited before update or delete on enrolment_order for each row execute function keep_registered_orders();
      comment on trigger order_is_never_edited on enrolment_order is 'its data key may be wrapped anew';

      grant update (details, scan, scan_sha256, number, dated_on, registered_by, registered_at, data_key, key_version, content, content_digest), delete on enrolment_order to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop trigger order_is_never_edited on enrolment_order;
      drop function keep_registered_orders();
      revoke update, delete on enrolment_order from app_api;
      alter table enrolment_order
        drop constraint order_number_once, drop constraint order_is_registered_whole, drop constraint order_refers_to_another,
        drop column content_digest, drop column content, drop column key_version, drop column data_key, drop column registered_at, drop column registered_by,
        drop column dated_on, drop column number, drop column scan_sha256, drop column scan, drop column details, drop column refers_to, drop column kind;
    `);
  }
}
