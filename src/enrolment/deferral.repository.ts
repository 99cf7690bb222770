import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** A deferral as the later campaign reads it. */
export interface Deferral {
  readonly id: string;
  /** Of the campaign where the seat was given up. */
  readonly campaign: string;
  readonly number: string;
  readonly name: string;
  readonly reason: string;
  readonly deferredBy: string;
  readonly deferredAt: Date;
  readonly admittedId: string | null;
}

export interface NewDeferral {
  readonly id: string;
  readonly candidacyId: string;
  readonly toCampaignId: string;
  readonly reason: string;
}

/** What admitting somebody takes over. */
export interface DeferredCandidacy {
  readonly applicantId: string;
  readonly nominatorId: string;
  readonly region: string;
  readonly territory: string;
  readonly category: string | null;
  readonly admittedId: string | null;
  /** He still stands undecided where he gave the seat up. */
  readonly isUndecided: boolean;
}

@Injectable()
export class DeferralRepository {
  async create(tx: Tx, campaignId: string, stage: string, deferrals: readonly NewDeferral[], at: Date): Promise<void> {
    await tx.query(
      `insert into seat_deferral (id, candidacy_id, campaign_id, nominator_id, stage, to_campaign_id, reason, deferred_by, deferred_at)
       select d.id, c.id, $1, c.nominator_id, $2, d."toCampaignId", d.reason, $4, $5
       from jsonb_to_recordset($3::jsonb) as d (id uuid, "candidacyId" uuid, "toCampaignId" uuid, reason text) join candidacy c on c.id = d."candidacyId"`,
      [campaignId, stage, JSON.stringify(deferrals), tx.actor.id, at],
    );
  }

  /** Those of the campaigns that are other rounds of the same programme and not closed. */
  async laterRounds(tx: Tx, campaignId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `select o.id from campaign c join campaign o on o.programme = c.programme and o.id <> c.id and o.state <> 'closed' and o.id > c.id where c.id = $1 and o.id = any($2::uuid[])`,
      [campaignId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Seats deferred to the campaign, in the order they were deferred. */
  async page(tx: Tx, toCampaignId: string, after: string | null, limit: number): Promise<Deferral[]> {
    return tx.query<Deferral>(
      `select d.id, o.name as campaign, c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, d.reason,
         d.deferred_by as "deferredBy", d.deferred_at as "deferredAt", d.admitted_id as "admittedId"
       from seat_deferral d join campaign o on o.id = d.campaign_id join candidacy c on c.id = d.candidacy_id join applicant a on a.id = c.applicant_id
       left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id
       where d.to_campaign_id = $1 and ($2::uuid is null or d.id > $2) order by d.id limit $3`,
      [toCampaignId, after, limit],
    );
  }

  async lock(tx: Tx, toCampaignId: string, id: string): Promise<DeferredCandidacy | null> {
    const [row] = await tx.query<DeferredCandidacy>(
      `select c.applicant_id as "applicantId", c.nominator_id as "nominatorId", c.region, c.territory, c.category, d.admitted_id as "admittedId", c.status in ('open', 'on-hold') as "isUndecided"
       from seat_deferral d join candidacy c on c.id = d.candidacy_id where d.to_campaign_id = $1 and d.id = $2 for update of d`,
      [toCampaignId, id],
    );
    return row ?? null;
  }

  async admit(tx: Tx, id: string, candidacyId: string, at: Date): Promise<void> {
    await tx.query(`update seat_deferral set admitted_id = $2, admitted_by = $3, admitted_at = $4 where id = $1`, [id, candidacyId, tx.actor.id, at]);
  }
}
