import { Injectable } from '@nestjs/common';
import type { Outcome } from '../candidacy/domain/verdict';
import type { Reason } from '../kernel/reason';
import type { Tx } from '../platform/database/tx';
import type { AgendaItem } from './agenda.repository';

export interface DossierLine {
  readonly number: string;
  readonly name: string;
  readonly post: string | null;
  readonly organisation: string | null;
  readonly organisationInn: string | null;
  readonly region: string;
  readonly category: string | null;
  readonly proposed: Outcome | null;
  readonly marked: 'pass' | 'fail' | 'no-show' | null;
  readonly reason: string | null;
  /** Units of 10⁻⁴. */
  readonly score: number | null;
}

export interface Finding {
  readonly stage: string;
  readonly outcome: Outcome;
  readonly score: number | null;
  readonly reasons: readonly Reason[];
}

const PERSON = `c.number, coalesce(a.title, concat_ws(' ', p.family_name, p.given_name, p.patronymic)) as name, m.post_title as post, m.organisation, m.organisation_inn as "organisationInn", c.region, c.category`;
const WITH_PERSON = `join applicant a on a.id = c.applicant_id left join member m on m.applicant_id = a.id and m.role in ('self', 'lead') left join person p on p.id = m.person_id`;

/** What the papers of a meeting say of people. */
@Injectable()
export class DossierRepository {
  /** Everybody an item is about, in the order of public numbers; chosen people first where a run is voted on. */
  async people(tx: Tx, campaignId: string, { listId, runId, candidacyId, stage }: AgendaItem): Promise<DossierLine[]> {
    if (candidacyId !== null) {
      return tx.query<DossierLine & object>(`select ${PERSON}, null as proposed, null as marked, null as reason, null as score from candidacy c ${WITH_PERSON} where c.campaign_id = $1 and c.id = $2`, [campaignId, candidacyId]);
    }
    if (listId !== null) {
      return tx.query<DossierLine & object>(
        `select ${PERSON}, v.outcome as proposed, d.outcome as marked, d.reason, v.score
         from decision_mark d join candidacy c on c.id = d.candidacy_id ${WITH_PERSON}
         left join lateral (select outcome, score from verdict v where v.candidacy_id = c.id and v.stage = $3 and v.row_hash = d.row_hash limit 1) v on true
         where d.campaign_id = $1 and d.list_id = $2 order by c.number collate "C"`,
        [campaignId, listId, stage],
      );
    }
    return tx.query<DossierLine & object>(
      `select ${PERSON}, v.outcome as proposed, null as marked, null as reason, v.score
       from ranking_run r join verdict v on v.campaign_id = r.campaign_id and v.stage = r.stage and v.revision = r.revision and v.policy_version = r.policy_version
       join candidacy c on c.id = v.candidacy_id ${WITH_PERSON}
       where r.campaign_id = $1 and r.id = $2 order by array_position(array['pass', 'reserve', 'fail'], v.outcome), c.number collate "C"`,
      [campaignId, runId],
    );
  }

  /** The newest proposal of every stage about somebody. */
  async findings(tx: Tx, campaignId: string, candidacyId: string): Promise<Finding[]> {
    return tx.query<Finding & object>(
      `select distinct on (stage) stage, outcome, score, reasons from verdict where campaign_id = $1 and candidacy_id = $2 order by stage, policy_version desc, revision desc`,
      [campaignId, candidacyId],
    );
  }
}
