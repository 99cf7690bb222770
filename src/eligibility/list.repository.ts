import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** Somebody on a list as he is recognised; keyed hashes in hexadecimal. */
export interface RecognisableEntry {
  readonly nameIndex: string;
  readonly snilsIndex: string | null;
  readonly result: string | null;
}

export interface ListImportRow {
  readonly id: string;
  readonly list: string;
  readonly source: string;
  readonly issuedOn: string;
  readonly entries: number;
  readonly importedBy: string;
  readonly importedAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
}

const ROW = `id, list, source, issued_on as "issuedOn", entries, imported_by as "importedBy", imported_at as "importedAt", withdrawn_by as "withdrawnBy", withdrawn_at as "withdrawnAt"`;

@Injectable()
export class ListRepository {
  async insert(tx: Tx, campaignId: string, part: Pick<ListImportRow, 'id' | 'list' | 'source' | 'issuedOn'>, entries: readonly RecognisableEntry[]): Promise<ListImportRow> {
    const [row] = await tx.query<ListImportRow>(
      `insert into list_import (id, campaign_id, list, source, issued_on, entries, imported_by) values ($1, $2, $3, $4, $5, $6, $7) returning ${ROW}`,
      [part.id, campaignId, part.list, part.source, part.issuedOn, entries.length, tx.actor.id],
    );
    await tx.query(
      `insert into list_entry (import_id, campaign_id, list, name_index, snils_index, result)
       select $2, $3, $4, decode(e."nameIndex", 'hex'), decode(e."snilsIndex", 'hex'), e.result
       from jsonb_to_recordset($1::jsonb) as e ("nameIndex" text, "snilsIndex" text, result text)`,
      [JSON.stringify(entries), part.id, campaignId, part.list],
    );
    return row!;
  }

  async withdraw(tx: Tx, id: string): Promise<void> {
    await tx.query(`update list_import set withdrawn_by = $2, withdrawn_at = now() where id = $1`, [id, tx.actor.id]);
  }

  async find(tx: Tx, campaignId: string, list: string, id: string, lock = false): Promise<ListImportRow | null> {
    const [row] = await tx.query<ListImportRow>(`select ${ROW} from list_import where campaign_id = $1 and list = $2 and id = $3 ${lock ? 'for update' : ''}`, [campaignId, list, id]);
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, list: string, after: string | null, count: number): Promise<ListImportRow[]> {
    return tx.query<ListImportRow>(
      `select ${ROW} from list_import where campaign_id = $1 and list = $2 and ($3::uuid is null or id > $3) order by id limit $4`,
      [campaignId, list, after, count],
    );
  }

  /**
   * Who may stand otherwise because of an import: whoever is on it, and everybody where it is the only part of its list,
   * which made, or makes, the list one that is there.
   */
  async concerned(tx: Tx, campaignId: string, importId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from candidacy c
       where c.campaign_id = $1 and (
         not exists (
           select from list_import i join list_import other on other.campaign_id = i.campaign_id and other.list = i.list and other.id <> i.id
           where i.id = $2 and other.withdrawn_at is null
         )
         or exists (
           select from member m join person p on p.id = m.person_id join list_entry e on e.import_id = $2
           where m.applicant_id = c.applicant_id and (e.name_index = p.name_index or e.snils_index = p.snils_index)
         )
       )`,
      [campaignId, importId],
    );
    return rows.map(({ id }) => id);
  }
}
