/** Marks above letters, spaces that are none or several, what nobody sees: few cells have any of it. */
const UNCLEAN = /[\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff]|[^\S ]|^ | $| {2}/u;

/** What a cell says on one line: no-break spaces and line ends are spaces, what nobody sees is gone, no spaces around. */
export function cleanLine(text: string): string {
  if (!UNCLEAN.test(text)) return text;
  return text.normalize('NFC').replace(/[\u00ad\u200b-\u200d\u2060\ufeff]/g, '').replace(/\s+/gu, ' ').trim();
}
