import { readPersonName } from '../../../../src/applicant/domain/read-person-name';

describe('readPersonName', () => {
  it.each([
    ['  Иванов-Петров ', 'Иванов-Петров'],
    ['Мария   Анна', 'Мария Анна'],
    ['Мария\u00a0Анна', 'Мария Анна'],
    ['Андреи\u0306', 'Андрей'],
    ['Ёлкин', 'Ёлкин'],
    ["О'Коннор", "О'Коннор"],
    ['оглы Мамед', 'оглы Мамед'],
    ['Я', 'Я'],
    [`${'я'.repeat(100)}`, 'я'.repeat(100)],
  ])('%j is stored as %j', (typed, stored) => {
    expect(readPersonName(typed)).toBe(stored);
  });

  it.each([
    ['', 'NAME_EMPTY'], ['   ', 'NAME_EMPTY'], ['\n', 'NAME_EMPTY'],
    ['я'.repeat(101), 'NAME_TOO_LONG'],
    ['Иванов2', 'NAME_DIGIT'], ['Иванов Ⅱ', 'NAME_DIGIT'], ['Иванов ٣', 'NAME_DIGIT'],
    ['Иван\tИванов', 'NAME_HIDDEN_CHARACTER'], ['Иван\nИванов', 'NAME_HIDDEN_CHARACTER'], ['Иван\u0000', 'NAME_HIDDEN_CHARACTER'],
    ['\u202eвонавИ', 'NAME_HIDDEN_CHARACTER'], ['Ива\u2067нов', 'NAME_HIDDEN_CHARACTER'], ['Ива\u200bнов', 'NAME_HIDDEN_CHARACTER'],
    ['Ива\u2028нов', 'NAME_HIDDEN_CHARACTER'], ['Иван\ud800ов', 'NAME_HIDDEN_CHARACTER'], ['Ива\u00adнов', 'NAME_HIDDEN_CHARACTER'],
  ])('%j is refused: %s', (typed, code) => {
    expect(readPersonName(typed)).toMatchObject({ code });
  });
});
