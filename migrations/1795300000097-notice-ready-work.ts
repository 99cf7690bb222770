import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/** What becomes ready together is one notice with a list, not a row a person: five hundred results recorded at once cost a row. */
export class NoticeReadyWork1795300000097 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      alter table work_ready add column id bigint generated always as identity, add column ids uuid[];
      update work_ready set ids = array[candidacy_id];
      alter table work_ready
        drop column candidacy_id,
        drop column at,
        alter column ids set not null,
        add constraint work_ready_names_somebody check (cardinality(ids) > 0),
        add primary key (id);
      revoke update (renew) on work_ready from app_api, app_worker;
      grant update (id) on work_ready to app_worker; -- skipping locked rows asks for it
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      revoke update (id) on work_ready from app_worker;
      alter table work_ready add column candidacy_id uuid, add column at timestamptz not null default now();
      with notice as (delete from work_ready returning *)
      insert into work_ready (candidacy_id, stage, kind, campaign_id, renew, ids)
        select n.id, stage, min(kind), (array_agg(campaign_id))[1], bool_or(renew), array[n.id] from notice cross join unnest(ids) as n (id) group by n.id, stage;
      alter table work_ready drop column id, drop column ids, alter column candidacy_id set not null, add primary key (candidacy_id, stage);
      grant update (renew) on work_ready to app_api, app_worker;
      grant update (at) on work_ready to app_worker;
    `);
  }
}
