import { FEDERAL_SUBJECTS } from '../../../../src/campaign/domain/federal-subjects';
import { readRegion, subjectOfMunicipality } from '../../../../src/nomination/domain/read-region';

describe('readRegion', () => {
  it.each(FEDERAL_SUBJECTS.map(({ code, name }) => [name, code]))('knows %s by its name in any case, and by its code', (name, code) => {
    expect([name, name.toUpperCase(), name.replaceAll('—', '-'), code].map(readRegion)).toEqual([code, code, code, code]);
  });

  it.each([
    ['г. Москва', '77'], ['Московская обл.', '50'], ['Татарстан', '16'], ['Респ. Татарстан', '16'], ['ХМАО-Югра', '86'], ['Ханты-Мансийский АО', '86'], ['Якутия', '14'], ['Алтай', '04'],
    ['Алтайский край', '22'], ['Кузбасс', '42'], ['5', '05'], ['Крым', '91'],
  ])('knows %s', (text, code) => expect(readRegion(text)).toBe(code));

  it.each(['', '99', 'область', 'республика', 'Тьмутаракань'])('knows no «%s»', (text) => expect(readRegion(text)).toBeNull());
});

describe('subjectOfMunicipality', () => {
  it.each([['60601430101', '61'], ['11701000', '29'], ['71800000', null], ['71801000', '86'], ['60600000', null], ['60601400', null], ['99999999', null], ['45301000', '77']])('%s belongs to %s', (code, subject) => {
    expect(subjectOfMunicipality(code)).toBe(subject);
  });
});
