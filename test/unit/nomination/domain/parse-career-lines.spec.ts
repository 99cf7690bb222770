import fc from 'fast-check';
import { parseCareerLines } from '../../../../src/nomination/domain/parse-career-lines';
import { PASTED_CAREER, READ_CAREER } from '../../../support/sample-list';

const codes = (text: string): [string, number][] => parseCareerLines(text).problems.map(({ code, line }) => [code, line]);

describe('parseCareerLines', () => {
  it('reads a pasted career of nine lines, of which one goes on with the line above', () => {
    const { periods, problems } = parseCareerLines(PASTED_CAREER);
    expect(periods.map(({ line: _, ...period }) => period)).toEqual(READ_CAREER);
    expect(periods.map(({ line }) => line)).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    expect(problems).toEqual([]);
  });

  it.each(['-', '–', '—', '−', '‑', ' - ', ' по ', '\t'])('takes «%s» between two dates', (between) => {
    expect(parseCareerLines(`09.2015${between}03.2019 директор, ООО «Пример»`).periods).toEqual([{ line: 1, startedOn: '2015-09', endedOn: '2019-03', title: 'директор', organisation: 'ООО «Пример»' }]);
  });

  it.each(['по настоящее время', 'настоящее время', 'н.в.', 'н/в', 'наст. время', 'сейчас'])('knows «%s» for a post still held', (now) => {
    expect(parseCareerLines(`09.2015 – ${now} директор, ООО «Пример»`).periods[0]).toMatchObject({ endedOn: null, title: 'директор' });
  });

  it('parts post and organisation where the organisation begins, not at the first comma', () => {
    const organisationOf = (rest: string): string | undefined => parseCareerLines(`09.2015 – 03.2019 ${rest}`).periods[0]?.organisation;
    expect(organisationOf('заместитель министра, директор департамента, Министерство примеров')).toBe('Министерство примеров');
    expect(organisationOf('директор, ООО «Пример, и К», г. Примеров')).toBe('ООО «Пример, и К», г. Примеров');
    expect(organisationOf('учитель, г. Примеров')).toBe('г. Примеров');
  });

  it('says where it guessed, and that a time without work is no post', () => {
    expect(codes('09.2015 – 03.2019 глава администрации Примерного района')).toEqual([['CAREER_ORGANISATION_GUESSED', 1]]);
    expect(codes('09.2015 – 03.2019 временно не работал')).toEqual([['CAREER_LINE_NOT_WORK', 1]]);
  });

  it('tells every line it cannot read by its number, and reads the others', () => {
    const { periods } = parseCareerLines('09.2010 – 08.2015 методист, МБУ «Пример»\n\n1999–2003 кто-то, ООО\n31.02.2016 – 03.2017 директор, ООО\n09.17 – 10.18 директор, ООО\n01.2019 – 02.2020 директор');
    expect(periods).toHaveLength(1);
    expect(codes('09.2010 – 08.2015 методист, МБУ «Пример»\n\n1999–2003 кто-то, ООО\n31.02.2016 – 03.2017 директор, ООО\n09.17 – 10.18 директор, ООО\n01.2019 – 02.2020 директор')).toEqual([
      ['CAREER_LINE_UNREADABLE', 3], ['DATE_NOT_IN_CALENDAR', 4], ['CAREER_LINE_UNREADABLE', 5], ['CAREER_LINE_WITHOUT_ORGANISATION', 6],
    ]);
  });

  it('leaves nothing out in silence, whatever is pasted', () => {
    const line = fc.oneof(fc.constantFrom('09.2015 – 03.2019 директор, ООО «Пример»', '2015', 'с 2015', '- - -', '\t\t', '01.2020 – н.в. глава'), fc.string());
    fc.assert(fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = lines.join('\n');
      const { periods, problems } = parseCareerLines(text);
      if (/[^\s•*·]/u.test(text)) expect(periods.length + problems.length).toBeGreaterThan(0);
    }));
  });

  it('takes no longer for a line made to be slow', () => {
    const began = performance.now();
    for (const filler of ['\t', '-', ' ', '«', ',', '09.2015 ', '(']) parseCareerLines(`09.2015${filler.repeat(30_000)}`);
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
