import type { StageAccount } from './driver-stages';
import type { Losses } from './driver-state';
import type { SplitStreams } from './driver-streams';
import type { WhatIf } from './driver-what-if';

/** What a run came to: the JSON line and what the table adds for people. */
export interface DemoResult {
  readonly nominated: number;
  readonly stages: readonly StageAccount[];
  readonly seats: number;
  readonly enrolled: number;
  readonly declined: number;
  readonly replaced: number;
  readonly losses: Losses;
  readonly regions: number;
  /** The lowest score chosen by the ranking; null where nobody was. */
  readonly cutOff: string | null;
  readonly tie: { readonly contenders: number; readonly places: number } | null;
  /** What other rules would have come to; nothing of it was done. */
  readonly whatIfs: readonly WhatIf[];
  readonly streams: SplitStreams | null;
  readonly digest: string;
  readonly seconds: number;
}

const KEY = 14;
const NUMBER = 11;
const TITLE = 34;

/** The line a program reads: counts by stage, and the digest by which two runs are compared. */
export function toJson({ nominated, stages, seats, enrolled, declined, replaced, digest, seconds }: DemoResult): string {
  return JSON.stringify({
    nominated,
    stages: stages.map(({ key, entered, passed, failed, exited, open }) => ({ key, entered, passed, failed, exited, open })),
    seats, enrolled, declined, replaced, digest, seconds,
  });
}

/** The funnel for the person watching. */
export function toTable(result: DemoResult): string {
  const { nominated, stages, losses, regions, cutOff, tie, seats, enrolled, declined, replaced, whatIfs, streams, digest, seconds } = result;
  return [
    '',
    row('этап', ['вошло', 'прошло', 'отклонено', 'выбыло', 'открыто']),
    ...stages.map(({ key, entered, passed, failed, exited, open }) => row(key, [entered, passed, failed, exited, open])),
    '',
    'Причины потерь (у одного человека может быть несколько):',
    ...[...losses].flatMap(([stage, reasons]) => (
      [...reasons].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([why, count]) => `  ${stage.padEnd(KEY)}${String(count).padStart(6)}  ${why}`)
    )),
    '',
    `Выдвинуто ${nominated}, зачислено ${enrolled} на ${seats} мест; отказались ${declined}, заменено ${replaced}`,
    `Представлено регионов: ${regions}`,
    `Проходной балл: ${cutOff ?? '—'}${tie ? ` (равных на границе ${tie.contenders}, мест для них ${tie.places})` : ''}`,
    ...(streams ? [`Потоки: ${streams.sizes.join(' + ')}; неравномерность ${streams.imbalance}, наименьшая возможная ${streams.least}`] : []),
    ...comparison(whatIfs),
    `Дайджест: ${digest}`,
    `Время: ${seconds} с`,
    '',
  ].join('\n');
}

function row(key: string, cells: readonly (string | number)[]): string {
  return key.padEnd(KEY) + cells.map((cell) => String(cell).padStart(NUMBER)).join('');
}

/** One line a scenario: who would enter, who would leave, what of the quotas would stay open. */
function comparison(whatIfs: readonly WhatIf[]): string[] {
  if (whatIfs.length === 0) return [];
  const line = (title: string, cells: readonly (string | number)[]): string => `  ${title.padEnd(TITLE)}${cells.map((cell) => String(cell).padStart(NUMBER + 1)).join('')}`;
  return [
    '',
    'Что, если (те же люди при других правилах; ничего из этого не сделано):',
    line('', ['вошло бы', 'вышло бы', 'мест занято', 'не хватает', 'низший балл', 'регионов']),
    ...whatIfs.map(({ title, entered, left, filled, lacking, lowest, territories }) => line(title, [entered, left, filled, lacking, lowest ?? '—', territories])),
    '',
  ];
}
