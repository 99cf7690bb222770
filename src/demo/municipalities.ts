import { isFederalCity } from './regions';
import type { Region } from './regions';
import type { Random } from '../kernel/seeded-random';

export const MUNICIPALITY_TYPES = ['municipal-district', 'municipal-okrug', 'urban-okrug', 'urban-settlement', 'rural-settlement', 'inner-city'] as const;
export type MunicipalityType = (typeof MUNICIPALITY_TYPES)[number];

/** An invented municipality with a code of the right form: 8 digits of ОКТМО that begin with its region's prefix. */
export interface Municipality {
  readonly type: MunicipalityType;
  readonly code: string;
  readonly region: string;
}

const WEIGHTS: Readonly<Record<MunicipalityType, number>> = {
  'municipal-district': 30, 'municipal-okrug': 22, 'urban-okrug': 24, 'urban-settlement': 8, 'rural-settlement': 16, 'inner-city': 0,
};

/** The digit after a two-digit prefix that tells the kind of municipality; settlements lie inside a district. */
const KIND_DIGIT: Readonly<Record<MunicipalityType, number>> = {
  'municipal-district': 6, 'municipal-okrug': 5, 'urban-okrug': 7, 'urban-settlement': 6, 'rural-settlement': 6, 'inner-city': 3,
};

/** In autonomous okrugs the third digit belongs to the prefix, and the number alone tells the kind. */
const FIRST_NUMBER_IN_OKRUG: Readonly<Record<MunicipalityType, number>> = {
  'municipal-district': 1, 'municipal-okrug': 31, 'urban-okrug': 61, 'urban-settlement': 1, 'rural-settlement': 1, 'inner-city': 1,
};

/** Some municipality of the region, of a type the region has. */
export function municipalityOf(random: Random, region: Region): Municipality {
  const type = isFederalCity(region) ? 'inner-city' : typeOf(random);
  const number = random.whole(0, 29);
  const place = region.oktmo.length === 3
    ? twoDigits(FIRST_NUMBER_IN_OKRUG[type] + number)
    : `${KIND_DIGIT[type]}${twoDigits(1 + number)}`;
  return { type, code: `${region.oktmo}${place}${settlement(random, type)}`, region: region.code };
}

function typeOf(random: Random): MunicipalityType {
  return MUNICIPALITY_TYPES[random.weighted(MUNICIPALITY_TYPES.map((type) => WEIGHTS[type]))] ?? 'municipal-district';
}

/** The last three digits: 000 for a district or okrug, 1NN for an urban settlement, 4NN for a rural one (NN is never 00, a heading). */
function settlement(random: Random, type: MunicipalityType): string {
  if (type === 'urban-settlement') return `1${twoDigits(random.whole(1, 60))}`;
  if (type === 'rural-settlement') return `4${twoDigits(random.whole(1, 60))}`;
  return '000';
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
