/** A federal district [федеральный округ]. */
export interface FederalDistrict {
  readonly code: DistrictCode;
  readonly abbreviation: string;
  readonly name: string;
  readonly nameEn: string;
}

export type DistrictCode = 'cfo' | 'szfo' | 'yufo' | 'skfo' | 'pfo' | 'ufo' | 'sfo' | 'dfo';

/**
 * A subject of the federation [субъект Российской Федерации]. `code` is the two-digit code used in public numbers and
 * quotas. `oktmoPrefix` leads the ОКТМО codes of its municipalities; the longest prefix decides, for the prefix of an
 * oblast also begins the codes of the autonomous okrugs within it (11 and 118, 71 and 718, 719).
 */
export interface FederalSubject {
  readonly code: string;
  readonly name: string;
  /** null: officially in no district. */
  readonly district: DistrictCode | null;
  readonly oktmoPrefix: string;
  /** Sources disagree on the code or the prefix: to be confirmed by an official text. */
  readonly uncertain: boolean;
}

export const FEDERAL_DISTRICTS: readonly FederalDistrict[] = [
  { code: 'cfo', abbreviation: 'ЦФО', name: 'Центральный', nameEn: 'Central' },
  { code: 'szfo', abbreviation: 'СЗФО', name: 'Северо-Западный', nameEn: 'North-Western' },
  { code: 'yufo', abbreviation: 'ЮФО', name: 'Южный', nameEn: 'Southern' },
  { code: 'skfo', abbreviation: 'СКФО', name: 'Северо-Кавказский', nameEn: 'North Caucasian' },
  { code: 'pfo', abbreviation: 'ПФО', name: 'Приволжский', nameEn: 'Volga' },
  { code: 'ufo', abbreviation: 'УФО', name: 'Уральский', nameEn: 'Urals' },
  { code: 'sfo', abbreviation: 'СФО', name: 'Сибирский', nameEn: 'Siberian' },
  { code: 'dfo', abbreviation: 'ДФО', name: 'Дальневосточный', nameEn: 'Far Eastern' },
];

/** All 89 subjects: 24 republics, 9 krais, 48 oblasts, 3 federal cities, 1 autonomous oblast, 4 autonomous okrugs. */
export const FEDERAL_SUBJECTS: readonly FederalSubject[] = [
  { code: '01', name: 'Республика Адыгея', district: 'yufo', oktmoPrefix: '79', uncertain: false },
  { code: '02', name: 'Республика Башкортостан', district: 'pfo', oktmoPrefix: '80', uncertain: false },
  { code: '03', name: 'Республика Бурятия', district: 'dfo', oktmoPrefix: '81', uncertain: false },
  { code: '04', name: 'Республика Алтай', district: 'sfo', oktmoPrefix: '84', uncertain: false },
  { code: '05', name: 'Республика Дагестан', district: 'skfo', oktmoPrefix: '82', uncertain: false },
  { code: '06', name: 'Республика Ингушетия', district: 'skfo', oktmoPrefix: '26', uncertain: false },
  { code: '07', name: 'Кабардино-Балкарская Республика', district: 'skfo', oktmoPrefix: '83', uncertain: false },
  { code: '08', name: 'Республика Калмыкия', district: 'yufo', oktmoPrefix: '85', uncertain: false },
  { code: '09', name: 'Карачаево-Черкесская Республика', district: 'skfo', oktmoPrefix: '91', uncertain: false },
  { code: '10', name: 'Республика Карелия', district: 'szfo', oktmoPrefix: '86', uncertain: false },
  { code: '11', name: 'Республика Коми', district: 'szfo', oktmoPrefix: '87', uncertain: false },
  { code: '12', name: 'Республика Марий Эл', district: 'pfo', oktmoPrefix: '88', uncertain: false },
  { code: '13', name: 'Республика Мордовия', district: 'pfo', oktmoPrefix: '89', uncertain: false },
  { code: '14', name: 'Республика Саха (Якутия)', district: 'dfo', oktmoPrefix: '98', uncertain: false },
  { code: '15', name: 'Республика Северная Осетия — Алания', district: 'skfo', oktmoPrefix: '90', uncertain: false },
  { code: '16', name: 'Республика Татарстан', district: 'pfo', oktmoPrefix: '92', uncertain: false },
  { code: '17', name: 'Республика Тыва', district: 'sfo', oktmoPrefix: '93', uncertain: false },
  { code: '18', name: 'Удмуртская Республика', district: 'pfo', oktmoPrefix: '94', uncertain: false },
  { code: '19', name: 'Республика Хакасия', district: 'sfo', oktmoPrefix: '95', uncertain: false },
  { code: '20', name: 'Чеченская Республика', district: 'skfo', oktmoPrefix: '96', uncertain: false },
  { code: '21', name: 'Чувашская Республика — Чувашия', district: 'pfo', oktmoPrefix: '97', uncertain: false },
  { code: '22', name: 'Алтайский край', district: 'sfo', oktmoPrefix: '01', uncertain: false },
  { code: '23', name: 'Краснодарский край', district: 'yufo', oktmoPrefix: '03', uncertain: false },
  { code: '24', name: 'Красноярский край', district: 'sfo', oktmoPrefix: '04', uncertain: false },
  { code: '25', name: 'Приморский край', district: 'dfo', oktmoPrefix: '05', uncertain: false },
  { code: '26', name: 'Ставропольский край', district: 'skfo', oktmoPrefix: '07', uncertain: false },
  { code: '27', name: 'Хабаровский край', district: 'dfo', oktmoPrefix: '08', uncertain: false },
  { code: '28', name: 'Амурская область', district: 'dfo', oktmoPrefix: '10', uncertain: false },
  { code: '29', name: 'Архангельская область', district: 'szfo', oktmoPrefix: '11', uncertain: false },
  { code: '30', name: 'Астраханская область', district: 'yufo', oktmoPrefix: '12', uncertain: false },
  { code: '31', name: 'Белгородская область', district: 'cfo', oktmoPrefix: '14', uncertain: false },
  { code: '32', name: 'Брянская область', district: 'cfo', oktmoPrefix: '15', uncertain: false },
  { code: '33', name: 'Владимирская область', district: 'cfo', oktmoPrefix: '17', uncertain: false },
  { code: '34', name: 'Волгоградская область', district: 'yufo', oktmoPrefix: '18', uncertain: false },
  { code: '35', name: 'Вологодская область', district: 'szfo', oktmoPrefix: '19', uncertain: false },
  { code: '36', name: 'Воронежская область', district: 'cfo', oktmoPrefix: '20', uncertain: false },
  { code: '37', name: 'Ивановская область', district: 'cfo', oktmoPrefix: '24', uncertain: false },
  { code: '38', name: 'Иркутская область', district: 'sfo', oktmoPrefix: '25', uncertain: false },
  { code: '39', name: 'Калининградская область', district: 'szfo', oktmoPrefix: '27', uncertain: false },
  { code: '40', name: 'Калужская область', district: 'cfo', oktmoPrefix: '29', uncertain: false },
  { code: '41', name: 'Камчатский край', district: 'dfo', oktmoPrefix: '30', uncertain: false },
  { code: '42', name: 'Кемеровская область — Кузбасс', district: 'sfo', oktmoPrefix: '32', uncertain: false },
  { code: '43', name: 'Кировская область', district: 'pfo', oktmoPrefix: '33', uncertain: false },
  { code: '44', name: 'Костромская область', district: 'cfo', oktmoPrefix: '34', uncertain: false },
  { code: '45', name: 'Курганская область', district: 'ufo', oktmoPrefix: '37', uncertain: false },
  { code: '46', name: 'Курская область', district: 'cfo', oktmoPrefix: '38', uncertain: false },
  { code: '47', name: 'Ленинградская область', district: 'szfo', oktmoPrefix: '41', uncertain: false },
  { code: '48', name: 'Липецкая область', district: 'cfo', oktmoPrefix: '42', uncertain: false },
  { code: '49', name: 'Магаданская область', district: 'dfo', oktmoPrefix: '44', uncertain: false },
  { code: '50', name: 'Московская область', district: 'cfo', oktmoPrefix: '46', uncertain: false },
  { code: '51', name: 'Мурманская область', district: 'szfo', oktmoPrefix: '47', uncertain: false },
  { code: '52', name: 'Нижегородская область', district: 'pfo', oktmoPrefix: '22', uncertain: false },
  { code: '53', name: 'Новгородская область', district: 'szfo', oktmoPrefix: '49', uncertain: false },
  { code: '54', name: 'Новосибирская область', district: 'sfo', oktmoPrefix: '50', uncertain: false },
  { code: '55', name: 'Омская область', district: 'sfo', oktmoPrefix: '52', uncertain: false },
  { code: '56', name: 'Оренбургская область', district: 'pfo', oktmoPrefix: '53', uncertain: false },
  { code: '57', name: 'Орловская область', district: 'cfo', oktmoPrefix: '54', uncertain: false },
  { code: '58', name: 'Пензенская область', district: 'pfo', oktmoPrefix: '56', uncertain: false },
  { code: '59', name: 'Пермский край', district: 'pfo', oktmoPrefix: '57', uncertain: false },
  { code: '60', name: 'Псковская область', district: 'szfo', oktmoPrefix: '58', uncertain: false },
  { code: '61', name: 'Ростовская область', district: 'yufo', oktmoPrefix: '60', uncertain: false },
  { code: '62', name: 'Рязанская область', district: 'cfo', oktmoPrefix: '61', uncertain: false },
  { code: '63', name: 'Самарская область', district: 'pfo', oktmoPrefix: '36', uncertain: false },
  { code: '64', name: 'Саратовская область', district: 'pfo', oktmoPrefix: '63', uncertain: false },
  { code: '65', name: 'Сахалинская область', district: 'dfo', oktmoPrefix: '64', uncertain: false },
  { code: '66', name: 'Свердловская область', district: 'ufo', oktmoPrefix: '65', uncertain: false },
  { code: '67', name: 'Смоленская область', district: 'cfo', oktmoPrefix: '66', uncertain: false },
  { code: '68', name: 'Тамбовская область', district: 'cfo', oktmoPrefix: '68', uncertain: false },
  { code: '69', name: 'Тверская область', district: 'cfo', oktmoPrefix: '28', uncertain: false },
  { code: '70', name: 'Томская область', district: 'sfo', oktmoPrefix: '69', uncertain: false },
  { code: '71', name: 'Тульская область', district: 'cfo', oktmoPrefix: '70', uncertain: false },
  { code: '72', name: 'Тюменская область', district: 'ufo', oktmoPrefix: '71', uncertain: false },
  { code: '73', name: 'Ульяновская область', district: 'pfo', oktmoPrefix: '73', uncertain: false },
  { code: '74', name: 'Челябинская область', district: 'ufo', oktmoPrefix: '75', uncertain: false },
  { code: '75', name: 'Забайкальский край', district: 'dfo', oktmoPrefix: '76', uncertain: false },
  { code: '76', name: 'Ярославская область', district: 'cfo', oktmoPrefix: '78', uncertain: false },
  { code: '77', name: 'город федерального значения Москва', district: 'cfo', oktmoPrefix: '45', uncertain: false },
  { code: '78', name: 'город федерального значения Санкт-Петербург', district: 'szfo', oktmoPrefix: '40', uncertain: false },
  { code: '79', name: 'Еврейская автономная область', district: 'dfo', oktmoPrefix: '99', uncertain: false },
  { code: '83', name: 'Ненецкий автономный округ', district: 'szfo', oktmoPrefix: '118', uncertain: false },
  { code: '86', name: 'Ханты-Мансийский автономный округ — Югра', district: 'ufo', oktmoPrefix: '718', uncertain: false },
  { code: '87', name: 'Чукотский автономный округ', district: 'dfo', oktmoPrefix: '77', uncertain: false },
  { code: '89', name: 'Ямало-Ненецкий автономный округ', district: 'ufo', oktmoPrefix: '719', uncertain: false },
  { code: '90', name: 'Запорожская область', district: null, oktmoPrefix: '23', uncertain: true },
  { code: '91', name: 'Республика Крым', district: 'yufo', oktmoPrefix: '35', uncertain: false },
  { code: '92', name: 'город федерального значения Севастополь', district: 'yufo', oktmoPrefix: '67', uncertain: false },
  { code: '93', name: 'Донецкая Народная Республика', district: null, oktmoPrefix: '21', uncertain: true },
  { code: '94', name: 'Луганская Народная Республика', district: null, oktmoPrefix: '43', uncertain: true },
  { code: '95', name: 'Херсонская область', district: null, oktmoPrefix: '74', uncertain: true },
];

/** The codes of the subjects in a district; of those in none for null. */
export function regionsIn(district: DistrictCode | null): string[] {
  return FEDERAL_SUBJECTS.filter((subject) => subject.district === district).map(({ code }) => code);
}

/** The code of the subject an ОКТМО belongs to, by the longest prefix; null when no subject has it. */
export function subjectOfOktmo(oktmo: string): string | null {
  const subjects = FEDERAL_SUBJECTS.filter(({ oktmoPrefix }) => oktmo.startsWith(oktmoPrefix));
  const [nearest] = subjects.toSorted((a, b) => b.oktmoPrefix.length - a.oktmoPrefix.length);
  return nearest?.code ?? null;
}
