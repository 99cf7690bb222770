import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';
import type { DestructionState } from './destruction.entity';
import type { Ground } from './domain/term-of-data';

export interface Destruction {
  readonly id: string;
  readonly state: DestructionState;
  readonly lines: number;
  /** Hexadecimal. */
  readonly digest: string;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  /** The last day the act is kept; null before there is one. */
  readonly actUntil: CalendarDate | null;
  /** The act can be read: it is there, and its term is not over. */
  readonly hasAct: boolean;
}

/** What stands sealed in a destruction, and the key it is sealed under. */
export interface SealedWords {
  readonly sealed: Buffer;
  readonly dataKey: Buffer;
  readonly keyVersion: number;
}

export interface DestructionLine {
  readonly candidacyId: string;
  readonly ground: Ground;
}

const SHOWN = `d.id, d.state, d.lines, encode(d.digest, 'hex') as digest, d.proposed_by as "proposedBy", d.proposed_at as "proposedAt", d.decided_by as "decidedBy",
  d.decided_at as "decidedAt", d.act_until as "actUntil", d.state = 'carried-out' and d.sealed is not null as "hasAct"`;

@Injectable()
export class DestructionRepository {
  async propose(tx: Tx, campaignId: string, id: string, digest: Buffer, lines: readonly DestructionLine[], words: SealedWords): Promise<void> {
    await tx.query(
      `insert into destruction (id, campaign_id, lines, digest, sealed, data_key, key_version, proposed_by) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, campaignId, lines.length, digest, words.sealed, words.dataKey, words.keyVersion, tx.actor.id],
    );
    await tx.query(
      `insert into destruction_line (destruction_id, candidacy_id, campaign_id, nominator_id, ground)
       select $2, c.id, c.campaign_id, c.nominator_id, l.ground from jsonb_to_recordset($1::jsonb) as l ("candidacyId" uuid, ground text) join candidacy c on c.id = l."candidacyId"`,
      [JSON.stringify(lines), id],
    );
  }

  async find(tx: Tx, campaignId: string, id: string, lock = false): Promise<Destruction | null> {
    const [row] = await tx.query<Destruction>(`select ${SHOWN} from destruction d where d.campaign_id = $1 and d.id = $2 ${lock ? 'for update' : ''}`, [campaignId, id]);
    return row ?? null;
  }

  /** The newest first. */
  async page(tx: Tx, campaignId: string, after: string | null, count: number): Promise<Destruction[]> {
    return tx.query<Destruction>(`select ${SHOWN} from destruction d where d.campaign_id = $1 and ($2::uuid is null or d.id < $2) order by d.id desc limit $3`, [campaignId, after, count]);
  }

  async lines(tx: Tx, id: string): Promise<DestructionLine[]> {
    return tx.query<DestructionLine>(
      `select l.candidacy_id as "candidacyId", l.ground from destruction_line l join candidacy c on c.id = l.candidacy_id where l.destruction_id = $1 order by c.number collate "C"`,
      [id],
    );
  }

  async words(tx: Tx, id: string): Promise<SealedWords | null> {
    const [row] = await tx.query<SealedWords>(`select sealed, data_key as "dataKey", key_version as "keyVersion" from destruction where id = $1 and sealed is not null`, [id]);
    return row ?? null;
  }

  /** Ends a proposal; its words go, and with them its key. */
  async refuse(tx: Tx, id: string): Promise<void> {
    await tx.query(`update destruction set state = 'refused', decided_by = $2, decided_at = now(), sealed = null, data_key = null, key_version = null where id = $1`, [id, tx.actor.id]);
  }

  async carryOut(tx: Tx, campaignId: string, id: string, act: Buffer, until: CalendarDate, files: readonly string[]): Promise<void> {
    await tx.query(`update destruction set state = 'carried-out', decided_by = $2, decided_at = now(), sealed = $3, act_until = $4 where id = $1`, [id, tx.actor.id, act, until]);
    await tx.query(`update destruction_line set carried_out = true where destruction_id = $1`, [id]);
    await tx.query(`insert into destruction_file (name, destruction_id, campaign_id) select name, $2, $3 from unnest($1::text[]) as name`, [files, id, campaignId]);
  }

  /** Files that are still to be removed from the storage. */
  async filesLeft(tx: Tx, campaignId: string): Promise<string[]> {
    return (await tx.query<{ name: string }>(`select name from destruction_file where campaign_id = $1 order by name`, [campaignId])).map(({ name }) => name);
  }

  async fileRemoved(tx: Tx, name: string): Promise<void> {
    await tx.query(`delete from destruction_file where name = $1`, [name]);
  }

  /** Destroys the keys of acts whose own term is over; gives the destructions. */
  async endActs(tx: Tx, campaignId: string, today: CalendarDate): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `update destruction set sealed = null, data_key = null, key_version = null where campaign_id = $1 and act_until < $2::date and sealed is not null returning id`,
      [campaignId, today],
    );
    return rows.map(({ id }) => id);
  }
}
