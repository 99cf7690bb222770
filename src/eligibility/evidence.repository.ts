import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { Evidence } from './domain/eligibility-facts';
import type { EvidenceAsked } from './domain/evidence-asked';

interface EvidenceRow extends Evidence {
  readonly memberId: string;
}

/** What other campaigns and imported lists say of people. Asked only where criteria ask for it. */
@Injectable()
export class EvidenceRepository {
  /** Of everybody in these candidacies, by member; each criterion once, found or not. */
  async of(tx: Tx, campaignId: string, candidacyIds: readonly string[], { candidacies, lists }: EvidenceAsked): Promise<ReadonlyMap<string, readonly Evidence[]>> {
    const rows = await tx.beyondReach(async () => [ // what was published elsewhere; the engine reads the same
      ...(candidacies.length ? await tx.prepared<EvidenceRow>('eligibility-candidacies', CANDIDACIES, [campaignId, candidacyIds, JSON.stringify(candidacies)]) : []),
      ...(lists.length ? await tx.prepared<EvidenceRow>('eligibility-lists', LISTS, [campaignId, candidacyIds, JSON.stringify(lists)]) : []),
    ]);
    const evidence = new Map<string, Evidence[]>();
    for (const { memberId, ...known } of rows) evidence.set(memberId, [...(evidence.get(memberId) ?? []), known]);
    return evidence;
  }
}

const PEOPLE = `
  candidacy c
  join member m on m.applicant_id = c.applicant_id and m.left_on is null
  join person_recognition p on p.person_id = m.person_id`;

/**
 * Where a person stood in campaigns of another programme at the end of a day, Moscow time, by what was published then.
 * Somebody else of his name and birth date may be the same person, unless both have a СНИЛС.
 */
const CANDIDACIES = `
  select m.id as "memberId", asked.criterion, p.by_snils as recognisable, coalesce(standings.found, '[]') as found
  from jsonb_to_recordset($3::jsonb) as asked (criterion text, programme text, "asOf" date)
  cross join ${PEOPLE}
  left join lateral (
    select json_agg(json_build_object('value', s.status, 'since', s.since, 'certain', s.certain) order by s.certain desc, s.since desc, s.status) as found
    from (
      select p.person_id, true as certain
      union all
      select n.other_id, false from person_namesake n where n.person_id = p.person_id and n.maybe_same
    ) q (id, certain)
    join campaign k on k.programme = asked.programme and k.id <> $1
    join member o on o.campaign_id = k.id and o.person_id = q.id
    join candidacy e on e.applicant_id = o.applicant_id
    cross join lateral (
      select h.to_status as status, (b.published_at at time zone 'Europe/Moscow')::date as since, q.certain
      from history h join decision_batch b on b.id = h.batch_id
      where h.candidacy_id = e.id and (b.published_at at time zone 'Europe/Moscow')::date <= asked."asOf"
      order by h.n desc limit 1
    ) s
  ) standings on true
  where c.campaign_id = $1 and c.id = any($2::uuid[])
  order by m.id, asked.criterion`;

/**
 * Entries of lists that are a person's by СНИЛС, or by name and birth date where no СНИЛС contradicts. By name alone
 * nobody is certain while the list has two bearers of the name, or the campaign has.
 */
const LISTS = `
  select m.id as "memberId", asked.criterion,
    (asked."bySnils" and p.by_snils) or (asked."byName" and p.by_name) as recognisable,
    exists (select from list_import i where i.campaign_id = $1 and i.list = asked.list and i.withdrawn_at is null) as imported,
    coalesce(entries.found, '[]') as found
  from jsonb_to_recordset($3::jsonb) as asked (criterion text, list text, "bySnils" boolean, "byName" boolean)
  cross join ${PEOPLE}
  left join lateral (
    select json_agg(json_build_object('value', e.result, 'since', i.issued_on, 'source', i.source, 'certain', e.sure or not e.shared) order by e.sure desc, i.issued_on desc, e.result, e.id) as found
    from (
      select e.entry_id as id, e.import_id, e.result, true as sure, false as shared
      from list_match e
      where asked."bySnils" and e.recognised_by = 'snils' and e.person_id = p.person_id and e.campaign_id = $1 and e.list = asked.list
      union all
      select e.entry_id, e.import_id, e.result, false,
        exists (select from list_namesake o join list_import i on i.id = o.other_import_id and i.withdrawn_at is null where o.entry_id = e.entry_id)
          or exists (select from person_namesake n join member o on o.person_id = n.other_id and o.campaign_id = $1 where n.person_id = p.person_id)
      from list_match e
      where asked."byName" and e.recognised_by = 'name' and e.person_id = p.person_id and e.campaign_id = $1 and e.list = asked.list
        and (e.same_snils is null or not asked."bySnils" and e.same_snils)
    ) e
    join list_import i on i.id = e.import_id and i.withdrawn_at is null
  ) entries on true
  where c.campaign_id = $1 and c.id = any($2::uuid[])
  order by m.id, asked.criterion`;
