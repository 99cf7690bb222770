/**
 * One spelling for comparing names, headings and titles: lower case, е for ё, n for №, single spaces for everything that is
 * neither letter nor digit (hyphens, spaces and points differ between documents).
 */
export function foldWords(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').replaceAll('№', ' n ').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
