import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { MappedGrant } from './domain/map-claims';
import type { Role } from './domain/may';

/** A grant as the tables have it. */
export interface ResolvedGrant {
  readonly role: Role;
  readonly campaignId: string | null;
  readonly nominatorId: string | null;
}

@Injectable()
export class OidcRepository {
  /** Whom the provider's subject is here. Holds others who ask until the end of the transaction, so that twins make one account. */
  async identity(tx: Tx, issuer: string, subject: string): Promise<{ accountId: string; isRevoked: boolean } | undefined> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended($1, 5))`, [`oidc ${issuer} ${subject}`]);
    const [row] = await tx.query<{ accountId: string; isRevoked: boolean }>(
      `select i.account_id as "accountId", a.revoked_at is not null as "isRevoked" from oidc_identity i join account a on a.id = i.account_id where i.issuer = $1 and i.subject = $2`,
      [issuer, subject],
    );
    return row;
  }

  async create(tx: Tx, accountId: string, { issuer, subject, name, region }: { readonly issuer: string; readonly subject: string; readonly name: string; readonly region: string | null }): Promise<void> {
    await tx.query(`insert into account (id, name, region, created_by) values ($1, $2, $3, $4)`, [accountId, name, region, tx.actor.id]);
    await tx.query(`insert into oidc_identity (issuer, subject, account_id) values ($1, $2, $3)`, [issuer, subject, accountId]);
  }

  async rename(tx: Tx, accountId: string, name: string, region: string | null): Promise<void> {
    await tx.query(`update account set name = $2, region = $3 where id = $1 and (name, region) is distinct from ($2, $3)`, [accountId, name, region]);
  }

  /** Grants with the campaigns and nominators that exist; the others are nobody's. */
  async resolve(tx: Tx, grants: readonly MappedGrant[]): Promise<ResolvedGrant[]> {
    return tx.query(
      `select distinct w.role, c.id as "campaignId", n.id as "nominatorId"
         from jsonb_to_recordset($1::jsonb) as w (role text, "campaignId" uuid, nominator jsonb)
         left join campaign c on c.id = w."campaignId"
         left join nominator n on n.kind = w.nominator ->> 'kind' and n.code = w.nominator ->> 'code'
        where (w."campaignId" is null) = (c.id is null) and (w.nominator is null) = (n.id is null)`,
      [JSON.stringify(grants)],
    );
  }

  /** Makes the account's grants these; tells whether anything changed. */
  async replaceGrants(tx: Tx, accountId: string, grants: readonly (ResolvedGrant & { readonly id: string })[]): Promise<boolean> {
    const wished = JSON.stringify(grants);
    const taken = await tx.query(
      `delete from access_grant g where g.account_id = $1 and not exists (
         select from jsonb_to_recordset($2::jsonb) as w (role text, "campaignId" uuid, "nominatorId" uuid)
          where w.role = g.role and w."campaignId" is not distinct from g.campaign_id and w."nominatorId" is not distinct from g.nominator_id) returning 1`,
      [accountId, wished],
    );
    const given = await tx.query(
      `insert into access_grant (id, account_id, role, campaign_id, nominator_id)
       select w.id, $1, w.role, w."campaignId", w."nominatorId" from jsonb_to_recordset($2::jsonb) as w (id uuid, role text, "campaignId" uuid, "nominatorId" uuid)
       on conflict on constraint grant_once do nothing returning 1`,
      [accountId, wished],
    );
    return taken.length + given.length > 0;
  }
}
