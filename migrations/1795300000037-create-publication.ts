import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * Published decisions of a campaign in the order in which they became visible: what a program that follows its nominees
 * reads on from. The number is given at the very end of the publishing transaction, under a lock that is held until it is
 * committed, so a later number is never seen before an earlier one; a sequence or a time would let readers miss those
 * who commit late.
 */
export class CreatePublication1795300000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      create table publication (
        campaign_id uuid   not null references campaign,
        seq         bigint not null,
        batch_id    uuid   not null constraint publication_once_a_decision unique references decision_batch,
        primary key (campaign_id, seq)
      );
      insert into publication select campaign_id, row_number() over (partition by campaign_id order by published_at, id), id from decision_batch where published_at is not null;

      create function number_publication() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
      begin
        perform pg_advisory_xact_lock(hashtextextended(new.campaign_id::text, 7)); -- 7: this service's own name space of advisory locks
        insert into publication select new.campaign_id, coalesce(max(p.seq), 0) + 1, new.id from publication p where p.campaign_id = new.campaign_id
        on conflict (batch_id) do nothing;
        return null;
      end $$;
      create constraint trigger publication_is_numbered after insert or update of published_at on decision_batch
        deferrable initially deferred for each row when (new.published_at is not null) execute function number_publication();

      grant select on publication to app_api;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      drop trigger publication_is_numbered on decision_batch;
      drop function number_publication();
      drop table publication;
    `);
  }
}
