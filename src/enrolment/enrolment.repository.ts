import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** Somebody of the campaign by name. */
export interface NamedPerson {
  readonly candidacyId: string;
  readonly number: string;
  readonly name: string;
  readonly region: string;
  readonly category: string | null;
}

/** Offers that are out: a batch of replacements is complete only without them. */
export interface Unanswered {
  readonly unanswered: number;
  /** Of them, those whose term is over: they can lapse first. */
  readonly dueToLapse: number;
}

@Injectable()
export class EnrolmentRepository {
  /** People behind public numbers. */
  async people(tx: Tx, campaignId: string, numbers: readonly string[]): Promise<Map<string, NamedPerson>> {
    const rows = await tx.query<NamedPerson>(
      `select c.id as "candidacyId", c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, c.region, c.category
       from candidacy c join applicant a on a.id = c.applicant_id left join member m on m.applicant_id = a.id and m.role = 'self' left join person p on p.id = m.person_id
       where c.campaign_id = $1 and c.number = any($2::text[])`,
      [campaignId, numbers],
    );
    return new Map(rows.map((person) => [person.number, person]));
  }

  async unanswered(tx: Tx, campaignId: string, stage: string, now: Date): Promise<Unanswered> {
    const [row] = await tx.query<Unanswered>(
      `select count(*)::int as unanswered, count(*) filter (where answer_until < $3)::int as "dueToLapse" from seat where campaign_id = $1 and stage = $2 and state = 'offered'`,
      [campaignId, stage, now],
    );
    return row!;
  }

  /** Public numbers of everybody who no longer competes for a seat: left, rejected, or gave the seat up; and of who accepted. */
  async standings(tx: Tx, campaignId: string): Promise<{ left: string[]; accepted: string[] }> {
    const rows = await tx.query<{ number: string; accepted: boolean }>(
      `select c.number, coalesce(s.state = 'accepted', false) as accepted from candidacy c left join seat s on s.candidacy_id = c.id
       where c.campaign_id = $1 and (c.status not in ('open', 'reserve', 'enrolled', 'on-hold') or s.state in ('declined', 'lapsed', 'deferred', 'accepted')) order by c.number collate "C"`,
      [campaignId],
    );
    return { left: rows.filter(({ accepted }) => !accepted).map(({ number }) => number), accepted: rows.filter(({ accepted }) => accepted).map(({ number }) => number) };
  }
}
