import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { CampaignService, type RunningCampaign } from '../campaign/campaign.service';
import { FEDERAL_SUBJECTS } from '../campaign/domain/federal-subjects';
import { clockIn, MOSCOW } from '../campaign/domain/time-zones';
import { keyed } from '../campaign/domain/policy';
import { russianDate } from '../kernel/calendar-date';
import { formatUnits } from '../kernel/decimal';
import type { Paper } from '../kernel/paper';
import type { Caller } from '../platform/caller';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database.service';
import type { Tx } from '../platform/database/tx';
import { writeDocx } from '../platform/paper/write-docx';
import { writePdf } from '../platform/paper/write-pdf';
import { FileStorage } from '../platform/storage/file-storage.service';
import { explain } from '../report/domain/explain';
import { word } from '../report/domain/speech';
import { AppealReviewService } from './appeal-review.service';
import { AppealService, type FoundAppeal } from './appeal.service';
import { CaseFileRepository } from './case-file.repository';
import { type CaseFacts, casePaper, WITHOUT_NUMBER } from './domain/case-paper';

interface CasePapers {
  readonly file: Paper;
  readonly answer: Paper | null;
  /** The objection as it came: where it lies in the storage, and its type. */
  readonly text: { readonly name: string; readonly type: string } | null;
}

const MODIFIED = new Date(1980, 0, 1);
const OUTCOMES: Readonly<Record<string, string>> = { pass: 'соответствует', fail: 'не соответствует', reserve: 'в резерв', undetermined: 'не определено' };

/** The case file [дело] of an appeal: one ZIP with everything the answer rests on, everybody else masked. */
@Injectable()
export class CaseFileService {
  constructor(
    private readonly database: Database,
    private readonly rows: CaseFileRepository,
    private readonly appeals: AppealService,
    private readonly reviews: AppealReviewService,
    private readonly campaigns: CampaignService,
    private readonly storage: FileStorage,
    private readonly clock: Clock,
  ) {}

  /** The ZIP as a stream. The reading is recorded before anything is read, and stands in the file itself. 404 `APPEAL_ABSENT`. */
  async open(caller: Caller, campaignId: string, id: string): Promise<Readable> {
    const { file, answer, text } = await this.database.transact(caller, async (tx): Promise<CasePapers> => {
      const campaign = await this.campaigns.running(tx, campaignId);
      const found = await this.appeals.require(tx, campaignId, id);
      await tx.audit({ action: 'case-file.read', chain: campaignId, subject: id });
      return {
        file: casePaper(await this.facts(tx, campaign, found)),
        answer: found.outcome ? await this.reviews.paper(tx, found, campaignId) : null,
        text: found.text && found.textType ? { name: found.text, type: found.textType } : null,
      };
    });
    const zip = new ZipFile();
    const fill = async (): Promise<void> => {
      zip.addBuffer(await writePdf(file), 'case-file.pdf', { mtime: MODIFIED });
      zip.addBuffer(await writeDocx(file), 'case-file.docx', { mtime: MODIFIED });
      if (answer) zip.addBuffer(await writePdf(answer), 'answer.pdf', { mtime: MODIFIED });
      if (text) zip.addReadStream(await this.storage.open(text.name), `appeal.${text.type}`, { mtime: MODIFIED });
      zip.end();
    };
    const output = new Readable().wrap(zip.outputStream);
    zip.on('error', (error: Error) => output.destroy(error));
    fill().catch((error: Error) => output.destroy(error));
    return output;
  }

  private async facts(tx: Tx, { campaignId, policy }: RunningCampaign, found: FoundAppeal): Promise<CaseFacts> {
    const { candidacyId } = found;
    const person = await this.rows.person(tx, candidacyId);
    const employment = await this.rows.employment(tx, candidacyId);
    const documents = await this.rows.documents(tx, candidacyId);
    const marks = await this.rows.marks(tx, candidacyId);
    const rules = await this.rows.rules(tx, campaignId, candidacyId);
    const verdicts = await this.rows.verdicts(tx, candidacyId);
    const decisions = await this.rows.decisions(tx, candidacyId);
    const runs = await this.rows.runs(tx, candidacyId);
    const readings = await this.rows.readings(tx, campaignId, candidacyId);
    const accounts = [...readings.map(({ actor }) => actor), ...decisions.flatMap(({ decidedBy, publishedBy }) => [decidedBy, publishedBy ?? decidedBy])];
    const roles = await this.rows.roles(tx, campaignId, accounts);
    const by = (account: string): string => [account, (roles.get(account) ?? []).map((role) => word('ru', `role.${role}`) ?? role).join(', ')].filter(Boolean).join(', ');
    const stage = (key: string): string => keyed(policy.stages, key)?.title.ru ?? key;
    const order = new Map(policy.stages.map(({ key }, i) => [key, i]));
    const inOrder = <Row extends { readonly stage: string }>(rows: readonly Row[]): Row[] => rows.toSorted((a, b) => (order.get(a.stage) ?? 0) - (order.get(b.stage) ?? 0));
    const status = (of: string): string => word('ru', `candidacy.${of}`) ?? of;
    const { representative } = this.appeals.opened(found);
    return {
      programme: policy.programme.title.ru,
      campaign: person.campaign,
      candidate: {
        number: found.candidate, name: person.name,
        facts: [['Субъект', FEDERAL_SUBJECTS.find(({ code }) => code === person.region)?.name ?? person.region], ['Должность', person.post], ['Категория', (person.category && keyed(policy.categories, person.category)?.title.ru) ?? '—'], ['Состояние', `${stage(person.stage)}: ${status(person.status)}`]],
      },
      appeal: {
        number: found.number ?? WITHOUT_NUMBER,
        facts: [
          ['Поступило', `${russianDate(found.receivedOn)}${found.byLink ? ', по ссылке кандидата' : ''}`], ['Ответить до', russianDate(found.dueOn)],
          ...(representative === null ? [] : [['Представитель', representative] as const]),
          ['Обжалуется', `решение на этапе «${stage(found.stage)}»`],
          ['В срок', found.late ? (found.admittedAt ? 'нет, принято к рассмотрению' : 'нет') : 'да'],
          ['Место удерживается', found.holdsSeat ? 'да' : 'нет'],
          ['Итог', found.outcome === null ? 'рассматривается' : `${found.outcome === 'upheld' ? 'удовлетворено' : 'отказано'}. ${explain({ code: found.reason!, params: {} }, 'ru', policy)}`],
        ],
      },
      employment: employment.map(({ startedOn, endedOn, title, organisation }) => [`${russianDate(startedOn)} — ${endedOn ? russianDate(endedOn) : 'по настоящее время'}`, `${title}, ${organisation}`]),
      documents: documents.map(({ key, receivedOn }) => [keyed(policy.personalFile, key)?.title.ru ?? key, russianDate(receivedOn)]),
      marks: marks.map(({ stage: at, assessorId, marks: given }) => [stage(at), assessorId, Object.entries(given).map(([criterion, mark]) => `${criterion}: ${String(mark)}`).join('\n')]),
      rules: rules.map(({ version, publishedAt, digest }) => [String(version), moment(publishedAt), digest]),
      verdicts: inOrder(verdicts).map(({ stage: at, policyVersion, revision, outcome, score, reasons, inputHash }) => [
        stage(at),
        [`${OUTCOMES[outcome] ?? outcome}${score === null ? '' : `, ${formatUnits(score)}`}`, `правила ${policyVersion}, пересчёт ${revision}`].join('\n'),
        [...reasons.map((reason) => explain(reason, 'ru', policy)), `Исходные данные: ${inputHash.slice(0, 16)}`].join('\n'),
      ]),
      runs: runs.map(({ stage: at, revision, cause, reason, snapshotHash, resultHash }) => [
        `${stage(at)}: ${cause === 'replacement' ? 'замещение' : 'рейтинг'} № ${revision}`, reason ? explain(reason, 'ru', policy) : '—', [snapshotHash, resultHash].map((hash) => hash?.slice(0, 16) ?? '—').join('\n'),
      ]),
      history: decisions.map(({ stage: at, toStage, toStatus, reason, decidedAt, decidedBy, publishedAt, publishedBy }) => [
        moment(decidedAt), toStage === at ? `${stage(at)}: ${status(toStatus)}` : `${stage(at)}: пройден, далее «${stage(toStage)}»`, reason === null ? '—' : explain({ code: reason, params: {} }, 'ru', policy),
        [by(decidedBy), publishedAt ? `опубликовано ${moment(publishedAt)}: ${by(publishedBy!)}` : 'не опубликовано'].join('\n'),
      ]),
      seen: readings.map(({ at, action, actor }) => [moment(at), word('ru', `reading.${action}`) ?? action, by(actor)]),
      at: this.clock.now().toISOString(),
    };
  }
}

/** `20.08.2026 14:05`, Moscow. */
function moment(at: Date): string {
  const [day = '', time = ''] = clockIn(MOSCOW, at).split(' ');
  return `${russianDate(day)} ${time}`;
}
