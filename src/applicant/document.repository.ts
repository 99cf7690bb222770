import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';

export interface FileRow {
  readonly id: string;
  readonly candidacyId: string;
  readonly key: string;
  /** In the storage. */
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly uploadedAt: Date;
}

export type NewFile = Omit<FileRow, 'uploadedAt'>;

export interface ConsentRow {
  readonly id: string;
  readonly document: string;
  readonly purpose: string;
  readonly givenOn: CalendarDate;
  readonly withdrawnOn: CalendarDate | null;
}

const FILE = `f.id, f.candidacy_id as "candidacyId", f.key, f.name, f.type, f.size, encode(f.sha256, 'hex') as sha256, f.uploaded_at as "uploadedAt"`;
const CONSENT = `c.id, c.document, c.purpose, c.given_on as "givenOn", c.withdrawn_on as "withdrawnOn"`;

/** Documents of personal files: what was received, its files, consents. */
@Injectable()
export class DocumentRepository {
  async received(tx: Tx, candidacyId: string): Promise<{ key: string; receivedOn: CalendarDate }[]> {
    return tx.query(`select key, received_on as "receivedOn" from document where candidacy_id = $1 order by key`, [candidacyId]);
  }

  /** Notes a document as received, today unless told; one that was received before stays as it was. */
  async receive(tx: Tx, candidacyId: string, key: string, receivedOn: CalendarDate | null = null): Promise<void> {
    await tx.query(
      `insert into document (candidacy_id, key, campaign_id, nominator_id, received_on)
       select id, $2, campaign_id, nominator_id, coalesce($3::date, current_date) from candidacy where id = $1 on conflict do nothing`,
      [candidacyId, key, receivedOn],
    );
  }

  /** A document that has neither file nor standing consent any more was not received. */
  async unreceive(tx: Tx, candidacyId: string, key: string): Promise<void> {
    await tx.query(
      `delete from document d where d.candidacy_id = $1 and d.key = $2 and not exists (select from document_file f where f.candidacy_id = d.candidacy_id and f.key = d.key)
         and not exists (select from consent c where c.candidacy_id = d.candidacy_id and c.document = d.key and c.withdrawn_on is null)`,
      [candidacyId, key],
    );
  }

  async files(tx: Tx, candidacyId: string): Promise<FileRow[]> {
    return tx.query<FileRow>(`select ${FILE} from document_file f where f.candidacy_id = $1 order by f.key, f.id`, [candidacyId]);
  }

  /** Null when the candidacy has the same bytes already. */
  async insertFile(tx: Tx, { id, candidacyId, key, name, type, size, sha256 }: NewFile): Promise<FileRow | null> {
    const [row] = await tx.query<FileRow>(
      `insert into document_file as f (id, candidacy_id, key, campaign_id, nominator_id, name, type, size, sha256, uploaded_by)
       select $1, c.id, $3, c.campaign_id, c.nominator_id, $4, $5, $6, decode($7, 'hex'), $8 from candidacy c where c.id = $2
       on conflict on constraint document_file_once do nothing returning ${FILE}`,
      [id, candidacyId, key, name, type, size, sha256, tx.actor.id],
    );
    return row ?? null;
  }

  async deleteFile(tx: Tx, id: string): Promise<void> {
    await tx.query(`delete from document_file where id = $1`, [id]);
  }

  async consents(tx: Tx, candidacyId: string): Promise<ConsentRow[]> {
    return tx.query<ConsentRow>(`select ${CONSENT} from consent c where c.candidacy_id = $1 order by c.id`, [candidacyId]);
  }

  /** Null when a consent to this purpose stands already. */
  async insertConsent(tx: Tx, candidacyId: string, { id, document, purpose, givenOn }: Omit<ConsentRow, 'withdrawnOn'>): Promise<ConsentRow | null> {
    const [row] = await tx.query<ConsentRow>(
      `insert into consent as c (id, candidacy_id, campaign_id, nominator_id, document, purpose, given_on, recorded_by)
       select $1, k.id, k.campaign_id, k.nominator_id, $3, $4, $5, $6 from candidacy k where k.id = $2 on conflict do nothing returning ${CONSENT}`,
      [id, candidacyId, document, purpose, givenOn, tx.actor.id],
    );
    return row ?? null;
  }

  /** Null when it was withdrawn before, or is none of the candidacy's. */
  async withdraw(tx: Tx, candidacyId: string, id: string, withdrawnOn: CalendarDate): Promise<ConsentRow | null> {
    const [row] = await tx.query<ConsentRow>(
      `update consent c set withdrawn_on = $3, withdrawal_recorded_by = $4, withdrawal_recorded_at = now() where c.id = $2 and c.candidacy_id = $1 and c.withdrawn_on is null returning ${CONSENT}`,
      [candidacyId, id, withdrawnOn, tx.actor.id],
    );
    return row ?? null;
  }
}
