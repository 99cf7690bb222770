import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

export type LetterPart = 'file' | 'signature';

export interface Letter {
  readonly id: string;
  readonly nominatorId: string;
  readonly number: string;
  readonly datedOn: string;
  readonly signatory: string;
  /** SHA-256 of the letter itself, and of the detached signature; null until they are uploaded. */
  readonly fileDigest: string | null;
  readonly signatureDigest: string | null;
  /** Public numbers of those it names. */
  readonly numbers: readonly string[];
}

export type NewLetter = Pick<Letter, 'id' | 'nominatorId' | 'number' | 'datedOn' | 'signatory'> & { readonly candidacyIds: readonly string[] };

/** Somebody whom a letter is to name. */
export interface LetterLine {
  readonly number: string;
  readonly name: string;
  readonly birthDate: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly category: string | null;
}

const LETTER = `l.id, l.nominator_id as "nominatorId", l.number, l.dated_on as "datedOn", l.signatory, encode(l.file_digest, 'hex') as "fileDigest", encode(l.signature_digest, 'hex') as "signatureDigest",
  array(select c.number from nomination_letter_line n join candidacy c on c.id = n.candidacy_id where n.letter_id = l.id order by c.number collate "C") as numbers`;

@Injectable()
export class LetterRepository {
  /** False when the nominator has a letter of that number and date. */
  async insert(tx: Tx, campaignId: string, { id, nominatorId, number, datedOn, signatory, candidacyIds }: NewLetter): Promise<boolean> {
    const made = await tx.query(
      `insert into nomination_letter (id, campaign_id, nominator_id, number, dated_on, signatory, created_by) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
      [id, campaignId, nominatorId, number, datedOn, signatory, tx.actor.id],
    );
    if (!made.length) return false;
    await tx.query(
      `insert into nomination_letter_line (candidacy_id, letter_id, campaign_id, nominator_id) select c, $2, $3, $4 from unnest($1::uuid[]) as c`,
      [candidacyIds, id, campaignId, nominatorId],
    );
    return true;
  }

  /** Records an uploaded part. False when it is there already. */
  async attach(tx: Tx, id: string, part: LetterPart, name: string, sha256: string): Promise<boolean> {
    const column = part === 'file' ? 'file' : 'signature';
    const rows = await tx.query(`update nomination_letter set ${column} = $2, ${column}_digest = decode($3, 'hex') where id = $1 and ${column} is null returning id`, [id, name, sha256]);
    return rows.length > 0;
  }

  async find(tx: Tx, campaignId: string, id: string, nominatorIds: readonly string[] | null): Promise<(Letter & Readonly<Record<LetterPart, string | null>>) | null> {
    const [row] = await tx.query<Letter & Record<LetterPart, string | null>>(
      `select ${LETTER}, l.file, l.signature from nomination_letter l where l.campaign_id = $1 and l.id = $2 and ($3::uuid[] is null or l.nominator_id = any($3))`,
      [campaignId, id, nominatorIds],
    );
    return row ?? null;
  }

  async page(tx: Tx, campaignId: string, nominatorIds: readonly string[] | null, after: string | null, count: number): Promise<Letter[]> {
    return tx.query<Letter>(
      `select ${LETTER} from nomination_letter l where l.campaign_id = $1 and ($2::uuid[] is null or l.nominator_id = any($2)) and ($3::uuid is null or l.id > $3) order by l.id limit $4`,
      [campaignId, nominatorIds, after, count],
    );
  }

  /** Those of the candidacies whom no letter names; a letter counts once it is uploaded, also when its file has been destroyed since. */
  async uncovered(tx: Tx, candidacyIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `select u.id from unnest($1::uuid[]) as u (id)
       where not exists (select from nomination_letter_line n join nomination_letter l on l.id = n.letter_id where n.candidacy_id = u.id and l.file_digest is not null)`,
      [candidacyIds],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Those of the nominator whom no letter names, not even a draft: who stand in the first stage, by number. */
  async unnamed(tx: Tx, campaignId: string, nominatorId: string, firstStage: string, count: number): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select c.id from candidacy c where c.campaign_id = $1 and c.nominator_id = $2 and c.stage = $3 and c.status = 'open'
         and not exists (select from nomination_letter_line n where n.candidacy_id = c.id) order by c.number collate "C" limit $4`,
      [campaignId, nominatorId, firstStage, count],
    );
    return rows.map(({ id }) => id);
  }

  /** A line a person: of a team every member, the lead first. */
  async lines(tx: Tx, candidacyIds: readonly string[]): Promise<LetterLine[]> {
    return tx.query<LetterLine>(
      `select c.number, coalesce(m.named, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, p.birth_date as "birthDate", m.post_title as post, m.organisation, c.category
       from candidacy c join member m on m.applicant_id = c.applicant_id join person p on p.id = m.person_id
       where c.id = any($1::uuid[]) order by c.number collate "C", m.role, m.id`,
      [candidacyIds],
    );
  }
}
