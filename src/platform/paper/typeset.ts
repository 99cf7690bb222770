const NBSP = '\u00a0';
const SHORT = 'а|без|в|во|для|до|за|и|из|к|ко|на|не|ни|о|об|от|по|под|при|с|со|у';
const UNITS = 'г|гг|ч|час|часа|часов|мин|чел|человек|человека|руб|лет|года|год|день|дня|дней|мест|места|место|балл|балла|баллов|мм|см';
const MONTHS = 'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря';

/** From left to right over the whole text; each says what must not be torn apart or how a mark is set. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/"([^"\n]*)"/g, '«$1»'],
  [/\.\.\./g, '…'],
  [/(^|[ \n\u00a0])(?:--|[-–])(?= )/g, '$1—'],
  [/ —/g, `${NBSP}—`],
  [/(\d)-(?=ФЗ)/g, '$1\u2011'],
  [/№ ?(?=[^\s])/g, `№${NBSP}`],
  [/(?<!\p{L})(\p{Lu}\.) ?(?=\p{Lu}\.)/gu, `$1${NBSP}`],
  [/(?<!\p{L})(\p{Lu}\.) ?(?=\p{Lu}\p{Ll})/gu, `$1${NBSP}`],
  [/(\p{Lu}\p{Ll}+) (?=\p{Lu}\.)/gu, `$1${NBSP}`],
  [new RegExp(`(\\d) (?=(?:${UNITS}|${MONTHS}|%)(?!\\p{L}))`, 'gu'), `$1${NBSP}`],
  [new RegExp(`(${MONTHS}) (?=\\d{4})`, 'gu'), `$1${NBSP}`],
  [/(\d) (?=\d{3}(?!\d))/g, `$1${NBSP}`],
  [/(?<!\p{L})(г|п|ст|ул|д|стр|с|ч|пп) ?\. ?(?=\d)/giu, `$1.${NBSP}`],
  [new RegExp(`(?<![\\p{L}\\p{N}])(${SHORT}) (?=\\S)`, 'giu'), `$1${NBSP}`],
];

/**
 * A Russian text as a typesetter leaves it: «ёлочки» for straight quotes, a dash for a hyphen between words, spaces that do not
 * break after «№», initials and short words and before units and dashes. Letters are never changed, ё least of all.
 */
export function typeset(text: string): string {
  return RULES.reduce((line, [pattern, put]) => line.replace(pattern, put), text);
}
