import { Readable } from 'node:stream';
import { DiagnosticsRepository, type StageKey } from '../../../src/diagnostics/diagnostics.repository';
import { DiagnosticsService } from '../../../src/diagnostics/diagnostics.service';
import { ResultFileRepository } from '../../../src/diagnostics/result-file.repository';
import { type ResultFileReport, ResultFileService } from '../../../src/diagnostics/result-file.service';
import { SessionRepository } from '../../../src/diagnostics/session.repository';
import { SessionService } from '../../../src/diagnostics/session.service';
import { ReceivedFile } from '../../../src/platform/storage/received-file';
import { type Pipeline, pipelineOn } from '../../support/pipeline';
import { callerOf, Seed, type SeededAccount, type SeededCampaign, type SeededCandidacy } from '../../support/seed';
import { openTestDatabase, type TestDatabase } from '../../support/test-database';

const HEADER = 'Код;Дата;Группа норм;Лидерство;Анализ;cooperation;Заключение';
const GOOD = ['25.04.2026', 'managers', '63', '48,5', '70', 'рекомендован'];
const MEGABYTE = 1_048_576;

describe('results from a file', () => {
  let db: TestDatabase;
  let pipeline: Pipeline;
  let diagnostics: DiagnosticsService;
  let sessions: SessionService;
  let files: ResultFileService;
  let campaign: SeededCampaign;
  let officer: SeededAccount;
  let at: StageKey;

  beforeAll(async () => {
    db = await openTestDatabase();
    pipeline = pipelineOn(db);
    const { campaigns, candidacies, work } = pipeline;
    diagnostics = new DiagnosticsService(db.database, new DiagnosticsRepository(), campaigns, candidacies, work);
    sessions = new SessionService(db.database, new SessionRepository(), diagnostics, campaigns, candidacies);
    files = new ResultFileService(db.database, new ResultFileRepository(), new DiagnosticsRepository(), new SessionRepository(), campaigns, candidacies, work);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    const seed = new Seed(db.source);
    campaign = await seed.campaign();
    officer = await seed.account('officer', { campaign });
    at = { campaignId: campaign.id, stage: 'diagnostics' };
  });

  const rows = <Row>(sql: string): Promise<Row[]> => db.source.query(sql, [campaign.id]);
  const fileOf = (lines: readonly (readonly string[])[], header = HEADER): Promise<ReceivedFile> =>
    ReceivedFile.from(Readable.from([Buffer.from(`\ufeff${header}\r\n${lines.map((line) => line.join(';')).join('\r\n')}\r\n`)]), MEGABYTE);
  const check = async (lines: readonly (readonly string[])[], header?: string): Promise<ResultFileReport> => files.check(callerOf(officer), at, await fileOf(lines, header));
  const apply = async (lines: readonly (readonly string[])[], digest: string): Promise<{ id: string; recorded: number }> => files.apply(callerOf(officer), at, await fileOf(lines), digest);
  const recorded = async (): Promise<number> => (await rows<{ n: number }>(`select count(*)::int as n from diagnostics_result where campaign_id = $1 and closed_at is null`))[0]!.n;

  /** People with codes, in the order of their public numbers. */
  async function invited(count: number): Promise<{ people: SeededCandidacy[]; codes: string[] }> {
    const people = await new Seed(db.source).candidacies({ campaign, stage: 'diagnostics', count });
    const session = await sessions.create(callerOf(officer), at, { startsAt: '2026-04-25T10:00:00+03:00', place: null, capacity: count });
    await sessions.invite(callerOf(officer), at, session.id, people.map(({ id }) => id));
    const codes = await rows<{ code: string }>(`select k.code from testing_code k join candidacy c on c.id = k.candidacy_id where c.campaign_id = $1 order by c.number collate "C"`);
    return { people, codes: codes.map(({ code }) => code) };
  }

  it('of 5 000 with 37 mistakes: names 37, records 4 963, and takes all of them back', async () => {
    const { codes } = await invited(5000);
    const lines = codes.map((code) => [code, ...GOOD]);
    const mistakes: readonly ((line: string[]) => void)[] = [
      (line) => (line[0] = ''), (line) => (line[0] = '22222222'), (line) => (line[0] = line[0]!.slice(0, -1) + (line[0]!.endsWith('2') ? '3' : '2')),
      (line) => (line[1] = '31.02.2026'), (line) => (line[1] = '04.2026'), (line) => (line[1] = 'вчера'),
      (line) => (line[2] = 'students'), (line) => (line[3] = '101'), (line) => (line[3] = ''), (line) => (line[4] = 'много'), (line) => (line[6] = 'так себе'), (line) => (line[6] = ''), (line) => (line[1] = '01.01.2020'),
    ];
    for (let i = 0; i < 37; i++) mistakes[i % mistakes.length]!(lines[100 + i * 130]!);

    const report = await check(lines);
    expect(report).toMatchObject({ rows: 5000, ready: 4963, unchanged: 0 });
    expect(report.problems).toHaveLength(37);
    expect(report.problems.slice(0, 13).map(({ row, column, code }) => [row, column, code])).toEqual([
      [102, 'A', 'RESULT_CELL_MISSING'], [232, 'A', 'CODE_UNKNOWN'], [362, 'A', 'CODE_CHECKSUM'],
      [492, 'B', 'DATE_NOT_IN_CALENDAR'], [622, 'B', 'RESULT_DATE_WITHOUT_DAY'], [752, 'B', 'DATE_UNREADABLE'],
      [882, 'C', 'NORM_GROUP_UNKNOWN'], [1012, 'D', 'RAW_SCORE_OUT_OF_RANGE'], [1142, 'D', 'SCALE_MISSING'], [1272, 'E', 'RESULT_NUMBER_UNREADABLE'],
      [1402, 'G', 'RESULT_WORD_UNKNOWN'], [1532, 'G', 'CONCLUSION_MISSING'], [1662, 'B', 'NORM_NOT_IN_FORCE'],
    ]);
    expect(await recorded()).toBe(0);

    const { id, recorded: count } = await apply(lines, report.digest);
    expect([count, await recorded()]).toEqual([4963, 4963]);
    expect(await check(lines)).toMatchObject({ ready: 0, unchanged: 4963 });
    await expect(apply(lines, (await check(lines)).digest)).rejects.toMatchObject({ kind: 'conflict', code: 'NOTHING_TO_RECORD' });

    expect(await files.revert(callerOf(officer), at, id, 'WRONG_FILE')).toEqual({ reverted: 4963 });
    expect(await recorded()).toBe(0);
    expect(await check(lines)).toMatchObject({ ready: 4963, unchanged: 0 });
  }, 60_000);

  it('gives verdicts, and takes them back only while nobody was decided', async () => {
    const { people, codes } = await invited(2);
    const lines = codes.map((code) => [code, ...GOOD]);
    const { id } = await apply(lines, (await check(lines)).digest);
    await pipeline.drain({ diagnostics: diagnostics.compute });
    expect(await rows(`select outcome, revision from verdict where campaign_id = $1`)).toEqual([{ outcome: 'pass', revision: 0 }, { outcome: 'pass', revision: 0 }]);
    await db.source.query(`update candidacy set stage = 'potential' where id = $1`, [people[0]!.id]);
    await expect(files.revert(callerOf(officer), at, id, 'WRONG_FILE')).rejects.toMatchObject({ kind: 'conflict', code: 'RESULT_FILE_USED', params: { used: 1 } });
    await db.source.query(`update candidacy set stage = 'diagnostics' where id = $1`, [people[0]!.id]);
    await files.revert(callerOf(officer), at, id, 'WRONG_FILE');
    await pipeline.drain({ diagnostics: diagnostics.compute });
    expect(await rows(`select outcome, revision from verdict where campaign_id = $1 and revision > 0`)).toEqual([{ outcome: 'undetermined', revision: 1 }, { outcome: 'undetermined', revision: 1 }]);
    await expect(files.revert(callerOf(officer), at, id, 'WRONG_FILE')).rejects.toMatchObject({ code: 'RESULT_FILE_REVERTED' });
  });

  it('is applied only as it was looked over, and never over what is recorded otherwise', async () => {
    const { codes } = await invited(2);
    const [one, two] = codes.map((code) => [code, ...GOOD]);
    const { digest } = await check([one!, two!]);
    await expect(apply([one!], digest)).rejects.toMatchObject({ code: 'STALE_PREVIEW' });
    await apply([one!], (await check([one!])).digest);
    const changed = [one![0]!, '26.04.2026', ...one!.slice(2)];
    expect(await check([changed, two!])).toMatchObject({ ready: 1, unchanged: 0, problems: [{ row: 2, code: 'RESULT_RECORDED' }] });
    expect(await check([two!, two!])).toMatchObject({ ready: 1, problems: [{ row: 3, code: 'ENTERED_TWICE' }] });
  });

  it('is refused as a whole where its headings are not understood', async () => {
    await expect(check([], 'Код;Дата;Группа норм;Память')).rejects.toMatchObject({ kind: 'rule', code: 'RESULT_COLUMN_UNKNOWN', params: { column: 'D', heading: 'Память' } });
    await expect(check([], 'Код;Лидерство')).rejects.toMatchObject({ code: 'RESULT_COLUMNS_MISSING', params: { missing: ['дата', 'группа норм'] } });
    await expect(files.check(callerOf(officer), at, await ReceivedFile.from(Readable.from([Buffer.from('%PDF-1.7')]), MEGABYTE))).rejects.toMatchObject({ code: 'FILE_NOT_TABLE' });
  });
});
