import type { SheetSubject } from '../../../src/assessment/blank-sheet.repository';
import { printSheets } from '../../../src/assessment/print-sheets';
import type { AssessmentStage, Rubric } from '../../../src/campaign/domain/policy';
import { SCHOOL_OF_MAYORS as POLICY } from '../../../src/programme/school-of-mayors';

const STAGE = POLICY.stages.find(({ kind }) => kind === 'assessment') as AssessmentStage;
const RUBRIC: Rubric = { ...POLICY.rubrics![0]!, criteria: [
  { key: 'strategy', title: { ru: 'Стратегия <города>', en: 'Strategy' }, weight: '0.35', anchors: [{ mark: '1.5', text: { ru: 'Не видит дальше года & дня', en: 'Nothing' } }] },
  { key: 'people', title: { ru: 'Люди', en: 'People' }, weight: '0.65' },
] };
const SUBJECTS: readonly SheetSubject[] = [
  { number: '36-0001', code: '7KD3-9QX2', name: 'Неназываемая Анна' },
  { number: '36-0002', code: null, name: 'Неназываемый <b>Пётр</b>' },
];

const print = (blind: boolean, rubric = RUBRIC): string => printSheets(POLICY, { ...STAGE, panel: { ...STAGE.panel, blind } }, rubric, SUBJECTS);
const count = (page: string, what: RegExp): number => [...page.matchAll(what)].length;

describe('blank sheets', () => {
  it('are one a candidacy, with every criterion, its anchors and weight, and a box for every mark', () => {
    const page = print(true);
    expect(count(page, /<section>/g)).toBe(2);
    expect(count(page, /Стратегия &#60;города&#62;<\/b>, вес 0,35/g)).toBe(2);
    expect(count(page, /<b>1,5<\/b> — Не видит дальше года &#38; дня/g)).toBe(2);
    const marks = [...page.matchAll(/class="box">([^<]*)</g)].map(([, mark]) => mark);
    expect(marks.slice(0, 9)).toEqual(['1', '1,5', '2', '2,5', '3', '3,5', '4', '4,5', '5']);
    expect(marks).toHaveLength(2 * 2 * 9);
  });

  it('bear number and code and no name where the panel is blind, the name where it is not', () => {
    expect(print(true)).toContain('№ 36-0001</span><span class="code">код 7KD3-9QX2</span>');
    expect(print(true)).not.toContain('Неназываем');
    expect(print(true)).not.toContain('код null');
    expect(print(false)).toContain('№ 36-0002</span>Неназываемый &#60;b&#62;Пётр&#60;/b&#62;');
  });

  it('have a field to write in where there are too many marks for boxes', () => {
    const page = print(true, { ...RUBRIC, markMin: '0', markMax: '10', markStep: '0.25' });
    expect(count(page, /class="box"/g)).toBe(0);
    expect(count(page, /class="field"><\/span> от 0 до 10, шаг 0,25/g)).toBe(4);
  });
});
