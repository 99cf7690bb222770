import { FEDERAL_SUBJECTS } from './federal-subjects';

/**
 * The zone of a subject's capital (IANA; 107-ФЗ of 03.06.2011 as amended), by code. Who is not named keeps Moscow time.
 * Yakutia and Sakhalin have several zones: their administrations sit in the one named.
 */
const ZONES: Readonly<Record<string, readonly string[]>> = {
  'Europe/Kaliningrad': ['39'],
  'Europe/Simferopol': ['91', '92'],
  'Europe/Kirov': ['43'],
  'Europe/Volgograd': ['34'],
  'Europe/Samara': ['18', '63'],
  'Europe/Astrakhan': ['30'],
  'Europe/Saratov': ['64'],
  'Europe/Ulyanovsk': ['73'],
  'Asia/Yekaterinburg': ['02', '45', '56', '59', '66', '72', '74', '86', '89'],
  'Asia/Omsk': ['55'],
  'Asia/Novosibirsk': ['54'],
  'Asia/Barnaul': ['04', '22'],
  'Asia/Tomsk': ['70'],
  'Asia/Novokuznetsk': ['42'],
  'Asia/Krasnoyarsk': ['17', '19', '24'],
  'Asia/Irkutsk': ['03', '38'],
  'Asia/Chita': ['75'],
  'Asia/Yakutsk': ['14', '28'],
  'Asia/Vladivostok': ['25', '27', '79'],
  'Asia/Magadan': ['49'],
  'Asia/Sakhalin': ['65'],
  'Asia/Kamchatka': ['41'],
  'Asia/Anadyr': ['87'],
};

export const MOSCOW = 'Europe/Moscow';

const ZONE_OF: ReadonlyMap<string, string> = new Map(
  FEDERAL_SUBJECTS.map(({ code }) => [code, Object.keys(ZONES).find((zone) => ZONES[zone]!.includes(code)) ?? MOSCOW]),
);

/** The time zone in which a subject of the federation reads a clock; Moscow's for none. */
export function zoneOf(region: string | null): string {
  return (region !== null && ZONE_OF.get(region)) || MOSCOW;
}

/** Making one takes a hundred times as long as asking it. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>();

/** An instant as the clock of the zone shows it: `2026-03-31 23:59`. */
export function clockIn(zone: string, instant: Date): string {
  let clock = CLOCKS.get(zone);
  if (!clock) CLOCKS.set(zone, (clock = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })));
  return clock.format(instant);
}
