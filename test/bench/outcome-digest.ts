import type { DataSource } from 'typeorm';

/**
 * What a run has decided in the newest campaign, by public numbers: verdicts with scores, measures and reasons,
 * moves, seats and where everybody stands. Identifiers, times and salts are left out.
 */
export async function outcomeDigest(source: DataSource): Promise<string> {
  const [row]: { digest: string }[] = await source.query(`
    with campaign as (select id from campaign order by id desc limit 1), line as (
      select concat_ws('|', c.number, v.stage, v.policy_version, v.revision, v.outcome, v.score, v.measures, v.reasons) as text
      from campaign join candidacy c on c.campaign_id = campaign.id join verdict v on v.candidacy_id = c.id
      union all
      select concat_ws('|', c.number, h.n, h.event, h.stage, h.from_status, h.to_stage, h.to_status, h.verdict_revision, coalesce(h.reason, '-'))
      from campaign join candidacy c on c.campaign_id = campaign.id join history h on h.candidacy_id = c.id
      union all
      select concat_ws('|', c.number, s.stage, s.state) from campaign join candidacy c on c.campaign_id = campaign.id join seat s on s.candidacy_id = c.id
      union all
      select concat_ws('|', c.number, c.stage, c.status, c.version) from campaign join candidacy c on c.campaign_id = campaign.id
    )
    select encode(sha256(convert_to(string_agg(text, E'\\n' order by text collate "C"), 'UTF8')), 'hex') as digest from line`);
  return row!.digest;
}
