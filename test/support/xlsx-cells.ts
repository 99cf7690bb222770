import { strFromU8, unzipSync } from 'fflate';

const SIGNS: Readonly<Record<string, string>> = { '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** The rows of the first sheet, as its XML has them; fails where a cell is a formula. */
export function cellsOfXlsx(bytes: Uint8Array): string[][] {
  const xml = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml']!);
  if (xml.includes('<f>')) throw new Error('a cell is a formula');
  return [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) => {
    const cells: string[] = [];
    for (const [, letter, text] of row!.matchAll(/<c r="([A-Z])\d+"[^>]*><is><t[^>]*>(.*?)<\/t>/gs)) cells[letter!.charCodeAt(0) - 65] = text!.replace(/&(quot|lt|gt|amp);/g, (sign) => SIGNS[sign]!);
    return Array.from(cells, (cell) => cell ?? '');
  });
}

/** The rows by the titles of their columns. */
export function recordsOfXlsx(bytes: Uint8Array): Record<string, string>[] {
  const [heading, ...rows] = cellsOfXlsx(bytes);
  return rows.map((cells) => Object.fromEntries(heading!.map((title, i) => [title, cells[i] ?? ''])));
}
