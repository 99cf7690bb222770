import { Injectable } from '@nestjs/common';
import type { CalendarDate } from '../kernel/calendar-date';
import type { Tx } from '../platform/database/tx';

export interface SubjectExport {
  readonly id: string;
  readonly candidacyId: string;
  readonly number: string;
  readonly askedOn: CalendarDate;
  readonly preparedAt: Date;
  readonly expiresAt: Date;
}

/** What the rows of a candidacy say; `conclusions` are still sealed. */
export interface HeldData {
  readonly candidacy: object;
  readonly people: readonly { readonly personId: string; readonly [field: string]: unknown }[];
  readonly records: object;
  readonly conclusions: readonly { readonly id: string; readonly personId: string; readonly cipher: string; readonly writtenAt: string }[];
  readonly files: readonly { readonly name: string; readonly key: string; readonly type: string }[];
}

const HOURS = 72;
const SHOWN = `x.id, x.candidacy_id as "candidacyId", c.number, x.asked_on as "askedOn", x.prepared_at as "preparedAt", x.expires_at as "expiresAt"`;
/** What was decided of a candidacy in a stage, and published: before, nobody outside may know it. */
const published = (stage: string): string => `exists (select from history h join decision_batch b on b.id = h.batch_id and b.published_at is not null where h.candidacy_id = c.id and h.stage = ${stage})`;
const list = (of: string, from: string): string => `(select coalesce(jsonb_agg(${of}), '[]') from ${from})`;

@Injectable()
export class SubjectExportRepository {
  async insert(tx: Tx, campaignId: string, { id, candidacyId, askedOn }: Pick<SubjectExport, 'id' | 'candidacyId' | 'askedOn'>): Promise<void> {
    await tx.query(
      `insert into subject_export (id, candidacy_id, campaign_id, nominator_id, asked_on, prepared_by, expires_at)
       select $1, id, campaign_id, nominator_id, $4, $5, now() + make_interval(hours => ${HOURS}) from candidacy where id = $2 and campaign_id = $3`,
      [id, candidacyId, campaignId, askedOn, tx.actor.id],
    );
  }

  /** One that may still be taken. */
  async find(tx: Tx, campaignId: string, id: string): Promise<SubjectExport | null> {
    const [row] = await tx.query<SubjectExport>(`select ${SHOWN} from subject_export x join candidacy c on c.id = x.candidacy_id where x.campaign_id = $1 and x.id = $2 and x.expires_at > now()`, [campaignId, id]);
    return row ?? null;
  }

  /** Everything that is held on the people of a candidacy, but for what is not yet published. Assessors are not named. */
  async held(tx: Tx, candidacyId: string): Promise<HeldData> {
    const [row] = await tx.query<HeldData>(
      `select jsonb_build_object('number', c.number, 'category', c.category, 'region', c.region, 'nominator', n.title, 'campaign', k.name, 'team', a.title) as candidacy,
         ${list(`jsonb_build_object('personId', p.id, 'familyName', p.family_name, 'givenName', p.given_name, 'patronymic', p.patronymic, 'birthDate', p.birth_date, 'sex', p.sex)
           || (to_jsonb(m) - '{id,applicant_id,person_id,campaign_id,nominator_id}'::text[])
           || jsonb_build_object('employment', ${list(`to_jsonb(e) - '{id,member_id,campaign_id,nominator_id,title_key,organisation_kind}'::text[] order by e.started_on`, 'employment e where e.member_id = m.id')}) order by m.role, m.id`,
           'member m join person p on p.id = m.person_id where m.applicant_id = a.id')} as people,
         jsonb_build_object(
           'documents', ${list(`jsonb_build_object('key', d.key, 'receivedOn', d.received_on)`, 'document d where d.candidacy_id = c.id')},
           'consents', ${list(`jsonb_build_object('document', s.document, 'purpose', s.purpose, 'givenOn', s.given_on, 'withdrawnOn', s.withdrawn_on)`, 'consent s where s.candidacy_id = c.id')},
           'letters', ${list(`jsonb_build_object('number', l.number, 'datedOn', l.dated_on)`, 'nomination_letter_line x join nomination_letter l on l.id = x.letter_id where x.candidacy_id = c.id')},
           'corrections', ${list(`jsonb_build_object('record', r.record, 'kind', r.kind, 'before', r.before, 'reason', r.reason, 'changedAt', r.changed_at) order by r.changed_at`, 'record_change r where r.candidacy_id = c.id')},
           'exceptions', ${list(`jsonb_build_object('criterion', x.criterion, 'reason', x.reason, 'document', x.document_title, 'number', x.document_number)`, 'eligibility_exception x where x.candidacy_id = c.id')},
           'results', ${list(`jsonb_build_object('stage', r.stage, 'instrument', r.instrument, 'takenOn', r.taken_on, 'raw', r.raw, 'conclusion', r.conclusion)`, `diagnostics_result r where r.candidacy_id = c.id and ${published('r.stage')}`)},
           'marks', ${list(`jsonb_build_object('stage', s.stage, 'marks', s.marks)`, `mark_sheet s where s.candidacy_id = c.id and s.marks is not null and ${published('s.stage')}`)},
           'proposals', ${list(`jsonb_build_object('stage', v.stage, 'outcome', v.outcome, 'score', v.score::numeric / 10000, 'reasons', v.reasons, 'measures', v.measures)`, `verdict v where v.candidacy_id = c.id and ${published('v.stage')}`)},
           'decisions', ${list(`jsonb_build_object('stage', h.stage, 'event', h.event, 'status', h.to_status, 'reason', h.reason, 'decidedAt', b.decided_at) order by h.n`, 'history h join decision_batch b on b.id = h.batch_id and b.published_at is not null where h.candidacy_id = c.id')},
           'processing', ${list(`jsonb_build_object('at', e.at, 'action', e.action) order by e.at`, `audit_event e where e.subject = c.id and e.action !~ '^decision'`)}
         ) as records,
         ${list(`jsonb_build_object('id', x.id, 'personId', x.person_id, 'cipher', encode(x.conclusion_cipher, 'hex'), 'writtenAt', x.written_at)`, `expert_conclusion x where x.candidacy_id = c.id and ${published('x.stage')}`)} as conclusions,
         ${list(`jsonb_build_object('name', f.name, 'key', f.key, 'type', f.type) order by f.key, f.id`, 'document_file f where f.candidacy_id = c.id')} as files
       from candidacy c join applicant a on a.id = c.applicant_id join nominator n on n.id = c.nominator_id join campaign k on k.id = c.campaign_id where c.id = $1`,
      [candidacyId],
    );
    return row!;
  }
}
