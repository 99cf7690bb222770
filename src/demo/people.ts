import { addDays, addMonths } from '../kernel/calendar-date';
import { REFERENCE_DATE } from './fixed-dates';
import { Random } from '../kernel/seeded-random';

/** A person who does not exist and looks it. */
export interface Person {
  readonly familyName: string;
  readonly givenName: string;
  readonly patronymic: string;
  readonly birthDate: string;
  readonly sex: 'female' | 'male';
  readonly snils?: string;
  readonly email: string;
}

/** Youngest and oldest, in full years on the reference date. */
export type Ages = readonly [youngest: number, oldest: number];

/** Numbers up to here carry no check digits (001-001-998), so none of them can be a living person's valid СНИЛС. */
export const LAST_UNCHECKED_SNILS = 1_001_998;

/** Shares no divisor with LAST_UNCHECKED_SNILS, so the walk meets every number once before it comes round. */
const SNILS_STRIDE = 387_421;

const FAMILY_NAMES = ['Тестов', 'Примеров', 'Образцов', 'Пробнов', 'Условнов', 'Макетов', 'Черновиков', 'Заглушкин', 'Шаблонов', 'Вымыслов'];
const GIVEN_NAMES = {
  female: ['Анна', 'Вера', 'Галина', 'Дарья', 'Елена', 'Ирина', 'Мария', 'Нина', 'Ольга', 'Татьяна'],
  male: ['Алексей', 'Борис', 'Виктор', 'Григорий', 'Дмитрий', 'Иван', 'Михаил', 'Николай', 'Олег', 'Сергей'],
};
const FATHERS = ['Андреев', 'Борисов', 'Викторов', 'Иванов', 'Михайлов', 'Олегов', 'Петров', 'Сергеев'];
const SYLLABLES = [...'бвгдзклмнрст'].flatMap((consonant) => [...'аоуие'].map((vowel) => consonant + vowel));
const SHARE_OF_MEN = 0.6;

/** Person number `index` of the seed. The number is spelt in the family name, so no two people share a name. */
export function personOf(seed: string, index: number, ages: Ages): Person {
  const random = new Random(seed, 'person', index);
  const sex = random.chance(SHARE_OF_MEN) ? 'male' : 'female';
  const ending = sex === 'male' ? '' : 'а';
  const snils = snilsOf(seed, index);
  return {
    familyName: `${random.pick(FAMILY_NAMES)}${ending}-${spell(index)}`,
    givenName: random.pick(GIVEN_NAMES[sex]),
    patronymic: `${random.pick(FATHERS)}${sex === 'male' ? 'ич' : 'на'}`,
    birthDate: birthDateOf(random, ages),
    sex,
    ...(snils && { snils }),
    email: `applicant-${index + 1}@example.org`,
  };
}

/** Number `index` of the seed's walk through the unchecked range; none when the range is used up. */
export function snilsOf(seed: string, index: number): string | undefined {
  if (index >= LAST_UNCHECKED_SNILS) return undefined;
  const start = new Random(seed, 'snils').whole(0, LAST_UNCHECKED_SNILS - 1);
  const number = 1 + ((start + index * SNILS_STRIDE) % LAST_UNCHECKED_SNILS);
  const digits = String(number).padStart(9, '0');
  return `${digits.slice(0, 3)}-${digits.slice(3, 6)}-${digits.slice(6)} 00`;
}

/** A number in syllables, as names have no digits: Бабаба, Бабабо, … At least three syllables; no two numbers alike. */
function spell(number: number): string {
  const syllables: string[] = [];
  for (let left = number; left > 0 || syllables.length < 3; left = Math.floor(left / SYLLABLES.length)) {
    syllables.unshift(SYLLABLES[left % SYLLABLES.length] ?? '');
  }
  const word = syllables.join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function birthDateOf(random: Random, [youngest, oldest]: Ages): string {
  const birthday = addMonths(REFERENCE_DATE, -12 * random.whole(youngest, oldest));
  return addDays(birthday, -random.whole(0, 364));
}
