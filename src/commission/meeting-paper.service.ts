import { Injectable } from '@nestjs/common';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import type { Policy, Stage } from '../campaign/domain/policy';
import { keyed, stageOf } from '../campaign/domain/policy';
import { formatUnits } from '../kernel/decimal';
import type { Paper } from '../kernel/paper';
import type { Caller } from '../platform/caller';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import type { PaperFormat } from '../platform/paper/paper-types';
import { writeDocx } from '../platform/paper/write-docx';
import { writePdf } from '../platform/paper/write-pdf';
import { explain } from '../report/domain/explain';
import { type AgendaItem, AgendaRepository } from './agenda.repository';
import { meetingAbsent, noCommission } from './commission.errors';
import { findTies } from './domain/find-ties';
import type { MeetingFacts, PaperFinding, PaperItem } from './domain/meeting-facts';
import { dossierPaper } from './domain/dossier-paper';
import { protocolPaper } from './domain/protocol-paper';
import { type DossierLine, DossierRepository } from './dossier.repository';
import { MeetingRepository } from './meeting.repository';
import { type Member, MemberRepository } from './member.repository';

const WRITE: Readonly<Record<PaperFormat, (paper: Paper) => Promise<Buffer>>> = { pdf: writePdf, docx: writeDocx };
const SUBJECTS = new Map(FEDERAL_SUBJECTS.map(({ code, name }) => [code, name]));

/** The papers of a meeting: the booklet before it and the protocol after it. Whoever prints one is recorded. */
@Injectable()
export class MeetingPaperService {
  constructor(
    private readonly database: Database,
    private readonly meetings: MeetingRepository,
    private readonly agenda: AgendaRepository,
    private readonly members: MemberRepository,
    private readonly dossiers: DossierRepository,
    private readonly campaigns: CampaignService,
  ) {}

  async dossier(caller: Caller, campaignId: string, id: string, format: PaperFormat): Promise<Buffer> {
    return WRITE[format](dossierPaper(await this.facts(caller, campaignId, id, 'dossier.printed')));
  }

  async protocol(caller: Caller, campaignId: string, id: string, format: PaperFormat): Promise<Buffer> {
    return WRITE[format](protocolPaper(await this.facts(caller, campaignId, id, 'protocol.printed')));
  }

  private async facts(caller: Caller, campaignId: string, id: string, action: string): Promise<MeetingFacts> {
    return this.database.transact(caller, async (tx) => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const { policy, policyVersion } = campaign;
      if (!policy.commission) throw noCommission();
      const meeting = await this.meetings.find(tx, campaignId, id);
      if (!meeting) throw meetingAbsent();
      const members = await this.members.on(tx, campaignId, meeting.heldOn);
      const items: PaperItem[] = [];
      for (const item of await this.agenda.items(tx, id)) items.push(await this.tell(tx, campaign, members, item));
      await tx.audit({ action, chain: campaignId, subject: id, policyVersion, lines: items.reduce((sum, { people }) => sum + people.length, 0) });
      const { heldOn, place, secretary, presidingId, present, protocolNumber, protocolDate } = meeting;
      return { programme: policy.programme.title.ru, rules: { ...policy.commission, title: policy.commission.title.ru }, policyVersion, heldOn, place, secretary, presidingId, present, protocolNumber, protocolDate, members, items };
    });
  }

  private async tell(tx: Tx, { campaignId, policy }: RunningCampaign, members: readonly Member[], item: AgendaItem): Promise<PaperItem> {
    const stage = stageOf(policy, item.stage)!;
    const lines = await this.dossiers.people(tx, campaignId, item);
    const findings = item.candidacyId === null ? [] : await this.dossiers.findings(tx, campaignId, item.candidacyId);
    const said = (code: string | null): string | null => (code === null ? null : explain({ code, params: {} }, 'ru', policy));
    const { ordinal, kind, proposal, digest, votes, outcome } = item;
    return {
      ordinal, kind, proposal, digest, votes, outcome, stage: stage.title.ru, publishes: stage.gate.publishes,
      people: lines.map(({ organisationInn: _, region, category, score, reason, ...line }) => ({
        ...line, region: SUBJECTS.get(region) ?? region, category: (category !== null && keyed(policy.categories, category)?.title.ru) || '—', score: shownScore(stage, score), reason: said(reason),
      })),
      findings: policy.stages.flatMap((each): PaperFinding[] => findings.filter((finding) => finding.stage === each.key).map((finding) => ({
        stage: each.title.ru, outcome: finding.outcome, score: shownScore(each, finding.score), reasons: isTested(each) ? [] : finding.reasons.map((reason) => explain(reason, 'ru', policy)),
      }))),
      ties: tiesOf(policy, members, lines),
      members: item.members.map((vote) => ({ ...vote, recused: said(vote.recused) })),
      reasons: item.reasons.map((reason) => explain(reason, 'ru', policy)),
    };
  }
}

/** Results of psychological tests go to no meeting; whether they were passed does. */
function isTested({ kind }: Stage): boolean {
  return kind === 'diagnostics';
}

function shownScore(stage: Stage, score: number | null): string | null {
  return score === null || isTested(stage) ? null : formatUnits(score);
}

function tiesOf(policy: Policy, members: readonly Member[], lines: readonly DossierLine[]): PaperItem['ties'] {
  const numbers = new Map<string, string[]>();
  for (const line of lines) for (const memberId of findTies(policy.commission!.conflicts, members, [line]).keys()) numbers.set(memberId, [...(numbers.get(memberId) ?? []), line.number]);
  return [...numbers].map(([memberId, tied]) => ({ memberId, numbers: tied }));
}
