import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runAsOwner } from '../src/platform/database/run-as-owner';

/**
 * What each table is to whom; `wall()` has the predicate of every kind. A table of a later migration is one more line
 * there: `select wall('its_name', 'nominator')`. Every table with a campaign, a nominator or a person needs one.
 */
const WALLS = {
  campaign: ['position_classification'],
  policy: ['policy_version'],
  template: ['notice_template'],
  nominator: [
    'applicant', 'member', 'employment', 'candidacy', 'document', 'document_file', 'consent', 'record_change',
    'nominee', 'nomination_quota', 'nomination_batch', 'nomination_receipt', 'nomination_letter', 'nomination_letter_line', 'nomination_extension', 'nomination_import', 'nomination_import_row',
  ],
  staff: [
    'verification_task', 'eligibility_exception', 'list_import', 'list_entry',
    'diagnostics_result', 'result_correction', 'result_file', 'expert_conclusion', 'test_session', 'test_invitation', 'testing_code',
    'consensus_sheet', 'assessor_interest', 'assessor_expertise', 'seat_quota', 'region_ordinal',
  ],
  office: [
    'work_batch', 'work_ready', 'stage_progress', 'ranking_run', 'ranking_lottery', 'ranking_basis', 'ranking_snapshot', 'scenario',
    'stream_split', 'enrolment_order', 'duplicate_set', 'duplicate_candidacy',
    'decision_list', 'decision_mark', 'decision_shown', 'commission_member', 'commission_meeting', 'commission_attendance', 'agenda_item', 'agenda_vote',
    'legal_hold', 'destruction', 'destruction_line', 'destruction_file', 'subject_export', 'answer_link',
  ],
  own: ['seat_statement', 'notice', 'nominator_address', 'appeal'],
  deferral: ['seat_deferral'],
  sheet: ['mark_sheet', 'mark_sheet_version'],
  history: ['history'],
  decision: ['decision_batch'],
  publication: ['publication'],
  verdict: ['verdict'],
  seat: ['seat', 'seat_change'],
  explanation: ['choice_explanation'],
  person: ['person'],
  campaigns: ['campaign'],
  nominators: ['nominator'],
  layout: ['nomination_layout'],
  account: ['account'],
  grant: ['access_grant'],
  credential: ['password', 'second_factor', 'recovery_code', 'one_time_code', 'session', 'api_key', 'oidc_identity'],
  answer: ['idempotent_answer'],
  chain: ['audit_event', 'audit_seal'],
} as const;

/**
 * The second wall: what a query forgets to ask for, the row level security of PostgreSQL asks for it. Policies compare with
 * the settings that `Database.transact` makes for one transaction; without them nobody has a row, and nothing is an error.
 * A setting is read in a sub-select, once a statement and not once a row. What `app_owner` does itself, migrations and its
 * functions with a fixed answer, passes; a view that belongs to it shows no more than its reader may see.
 *
 * Nominators read decisions when they are published, and only then what rests on them: the release stands in the policy.
 */
export class RaiseWalls1795300000091 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      -- The two questions that cross nominators have a fixed answer and no row: asked past the wall.
      create function decision_is_published(batch uuid) returns boolean language sql stable security definer
        set search_path = public, pg_temp
        as $$ select exists (select from decision_batch b where b.id = batch and b.published_at is not null) $$;
      alter function under_review(uuid) security definer;
      alter function under_review(uuid) set search_path = public, pg_temp;

      create function wall(target regclass, kind text) returns void language plpgsql as $wall$
      declare
        -- in reach: the campaign, every nominator, the nominator, every decision
        any_campaign text := $$(select current_setting('app.campaigns', true) = 'all')$$;
        campaigns    text := $$((select nullif(nullif(current_setting('app.campaigns', true), ''), 'all'))::uuid[])$$;
        everybody    text := $$(select current_setting('app.nominators', true) = 'all')$$;
        nominators   text := $$((select nullif(nullif(current_setting('app.nominators', true), ''), 'all'))::uuid[])$$;
        decides      text := $$(select current_setting('app.nominators', true) = 'all' and coalesce(current_setting('app.by_assignment', true), '') = '' or current_user = 'app_owner')$$; -- the owner: or a decision would ask the history, which asks the decision
        actor        text := $$(select nullif(current_setting('app.actor', true), '')::uuid)$$;
        here         text := format('(%s or campaign_id = any (%s))', any_campaign, campaigns);
        theirs       text := format('(%s or nominator_id = any (%s))', everybody, nominators);
        seen text;
        written text;
      begin
        case kind
          -- known to everybody who has to do with the campaign
          when 'campaign' then seen := here;
          -- as well, and while it is drafted those who draft it
          when 'policy' then seen := format('%s and (%s or %s or state = ''published'')', here, any_campaign, decides);
          -- to those who decide; once it is approved to everybody who has to do with the campaign
          when 'template' then seen := format('%s and (%s or state = ''approved'')', here, decides);
          -- a nominator's own
          when 'nominator' then seen := format('%s and %s', here, theirs);
          -- those who work on the campaign, for no nominator
          when 'staff' then seen := format('%s and %s', here, everybody);
          -- those who decide, or check who did
          when 'office' then seen := format('%s and %s', here, decides);
          -- as well, and a nominator's own
          when 'own' then seen := format('%s and (%s or nominator_id = any (%s))', here, decides, nominators);
          -- those who decide in the campaign that was left, or in the one that is gone to
          when 'deferral' then seen := format('(%s or campaign_id = any (%s) or to_campaign_id = any (%s)) and %s', any_campaign, campaigns, campaigns, decides);
          -- those who decide, and the assessor whose it is
          when 'sheet' then seen := format('%s and %s and (%s or assessor_id = %s)', here, everybody, decides, actor);
          -- what is decided, by whom it was decided; to its nominator once it is published
          when 'history' then
            written := format('%s and %s', here, theirs);
            seen := format('%s and (%s or nominator_id = any (%s) and decision_is_published(batch_id))', here, decides, nominators);
          when 'decision' then
            written := here;
            seen := format('%s and (%s or published_at is not null and exists (select from history h where h.batch_id = decision_batch.id))', here, decides);
          when 'publication' then
            seen := format('%s and (%s or exists (select from decision_batch b where b.id = publication.batch_id))', here, decides);
          when 'verdict' then
            written := format('%s and %s', here, theirs);
            seen := format('%s and (%s or nominator_id = any (%s) and exists (
              select from history h where h.candidacy_id = verdict.candidacy_id and h.stage = verdict.stage and h.verdict_revision = verdict.revision))', here, decides, nominators);
          when 'seat' then
            seen := format('%s and (%s or nominator_id = any (%s) and exists (
              select from history h where h.candidacy_id = %s.candidacy_id and h.to_stage = %4$s.stage))', here, decides, nominators, target);
          when 'explanation' then
            seen := format('%s and (%s or nominator_id = any (%s) and exists (
              select from history h join decision_batch b on b.id = h.batch_id where h.candidacy_id = choice_explanation.candidacy_id and b.run_id = choice_explanation.run_id))', here, decides, nominators);
          -- whoever entered him, and those in whose reach somebody put him forward
          when 'person' then
            written := theirs;
            seen := format('(%s and %s) or nominator_id = any (%s) or exists (select from member m where m.person_id = person.id)', any_campaign, everybody, nominators);
          when 'campaigns' then seen := format('(%s or id = any (%s))', any_campaign, campaigns);
          -- names of regions and organisations are no secret
          when 'nominators' then seen := format('(%s or %s or id = any (%s))', any_campaign, everybody, nominators);
          -- of a nominator in any campaign: to whoever works on one where he nominates
          when 'layout' then seen := format('(%s and %s) or nominator_id = any (%s) or exists (select from nomination_quota q where q.nominator_id = %4$s.nominator_id)', any_campaign, everybody, nominators, target);
          when 'account' then seen := format('%s or id = %s or exists (select from access_grant g where g.account_id = account.id)', any_campaign, actor);
          when 'grant' then seen := format('%s or account_id = %s or (campaign_id = any (%s) and %s)', any_campaign, actor, campaigns, everybody);
          -- keys and sessions of an account: its own, and of whoever manages accounts
          when 'credential' then seen := format('%s or account_id = %s', any_campaign, actor);
          when 'answer' then seen := format('actor = %s', actor);
          when 'chain' then
            seen := format('(%s or chain = any (%s)) and %s', any_campaign, campaigns, decides);
            written := 'true';
        end case;
        execute format('alter table %s enable row level security', target);
        execute format('alter table %s force row level security', target);
        execute format('create policy wall on %s using (%s) with check (%s)', target, seen, coalesce(written, seen));
        execute format('comment on policy wall on %s is %L', target, kind);
        -- The worker computes for everybody; what it may touch at all its grants say.
        if kind <> 'chain' then execute format('create policy work on %s to app_worker using (true) with check (true)', target); end if;
        execute format('create policy owner on %s to app_owner using ((select current_user = %L)) with check ((select current_user = %L))', target, 'app_owner', 'app_owner');
      end $wall$;
      comment on function wall(regclass, text) is 'raises the wall of a table; kinds in the migration that made it';
      revoke execute on function wall(regclass, text) from public;

      ${Object.entries(WALLS).flatMap(([kind, tables]) => tables.map((table) => `select wall('${table}', '${kind}');`)).join('\n')}
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAsOwner(runner, `
      do $$
      declare p record;
      begin
        for p in select tablename, policyname from pg_policies where schemaname = 'public' and policyname in ('wall', 'work', 'owner') loop
          execute format('drop policy %I on %I', p.policyname, p.tablename);
          execute format('alter table %I no force row level security', p.tablename);
          execute format('alter table %I disable row level security', p.tablename);
        end loop;
      end $$;
      drop function wall(regclass, text);
      drop function decision_is_published(uuid);
      alter function under_review(uuid) security invoker;
      alter function under_review(uuid) reset all;
    `);
  }
}
