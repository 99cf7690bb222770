import type { AssessmentStage, Policy, Rubric, RubricCriterion } from '../campaign/domain/policy';
import { formatUnits, parseUnits } from '../kernel/decimal';
import { escapeHtml, printPage } from '../platform/http/printed-page';
import type { SheetSubject } from './blank-sheet.repository';

/** With more marks than this there is a field to write in instead of a box for each. */
const MOST_BOXES = 13;

const STYLE = `  section { break-after: page; }
  section:last-child { break-after: auto; }
  thead td { border: 0; padding: 0 0 3mm; }
  .who { margin: 2mm 0 0; font-size: 14pt; }
  .number { margin-right: 4mm; font-weight: bold; white-space: nowrap; }
  .mark { width: 78mm; }
  .anchors { margin: 1mm 0 0; padding: 0; list-style: none; font-size: 10pt; line-height: 1.25; }
  .box { display: inline-block; box-sizing: border-box; width: 8mm; height: 7mm; margin: 0 0.6mm 1mm 0; border: 0.3mm solid #000; text-align: center; font-size: 10pt; line-height: 6.5mm; }
  .field { display: inline-block; width: 25mm; height: 8mm; border: 0.3mm solid #000; vertical-align: middle; }
  .small { font-size: 10pt; margin: 3mm 0 0; }
  .notes { height: 22mm; }
  .sign { break-inside: avoid; margin: 7mm 0 0; }
  .line { display: inline-block; border-bottom: 0.3mm solid #000; }
  .for-name { width: 62mm; }
  .for-signature { width: 38mm; }
  .for-date { width: 24mm; }
`;

/**
 * Blank sheets as pages to print on A4, a page for each candidacy: criteria with their anchors and weights, a box for every
 * mark, a line to sign. Where the panel is blind the number and the code stand on them, never the name.
 */
export function printSheets({ programme }: Pick<Policy, 'programme'>, { title, panel }: AssessmentStage, rubric: Rubric, subjects: readonly SheetSubject[]): string {
  const head = `${escapeHtml(programme.title.ru)}. ${escapeHtml(title.ru)}. ${escapeHtml(rubric.title.ru)}, версия ${escapeHtml(rubric.version)}`;
  const rows = rubric.criteria.map((criterion) => rowOf(rubric, criterion)).join('\n');
  const sections = subjects.map((subject) => `<section>
<table>
<thead>
<tr><td colspan="2"><h1>Оценочный лист</h1>${head}<p class="who"><span class="number">№ ${escapeHtml(subject.number)}</span>${whoIs(subject, panel.blind)}</p></td></tr>
<tr><th>Критерий</th><th class="mark">Отметка</th></tr>
</thead>
<tbody>
${rows}
<tr><td colspan="2" class="notes">Примечания</td></tr>
</tbody>
</table>
<p class="small">Одна отметка по каждому критерию. Если судить не по чему, оставьте строку пустой: пустая строка — не ноль.</p>
<p class="sign">Эксперт <span class="line for-name"></span> Подпись <span class="line for-signature"></span> Дата <span class="line for-date"></span></p>
</section>`);
  return printPage({ title: 'Оценочные листы', style: STYLE, body: sections.join('\n') });
}

function whoIs({ code, name }: SheetSubject, blind: boolean): string {
  if (!blind) return escapeHtml(name);
  return code === null ? '' : `<span class="code">код ${escapeHtml(code)}</span>`;
}

function rowOf(rubric: Rubric, { title, weight, anchors = [] }: RubricCriterion): string {
  const said = anchors.map(({ mark, text }) => `<li><b>${decimal(mark)}</b> — ${escapeHtml(text.ru)}</li>`).join('');
  return `<tr><td><b>${escapeHtml(title.ru)}</b>, вес ${decimal(weight)}${said && `<ul class="anchors">${said}</ul>`}</td><td>${marksOf(rubric)}</td></tr>`;
}

function marksOf({ markMin, markMax, markStep }: Rubric): string {
  const [low, high, step] = [parseUnits(markMin), parseUnits(markMax), parseUnits(markStep)];
  const marks = Number((high - low) / step) + 1;
  if (marks > MOST_BOXES) return `<span class="field"></span> от ${decimal(markMin)} до ${decimal(markMax)}, шаг ${decimal(markStep)}`;
  return Array.from({ length: marks }, (_, i) => `<span class="box">${decimal(formatUnits(low + BigInt(i) * step))}</span>`).join('');
}

/** As Russian writes it. */
function decimal(text: string): string {
  return text.replace('.', ',');
}
