import { russianDate } from '../../kernel/calendar-date';
import type { Block, Column, Paper } from '../../kernel/paper';
import type { MeetingFacts, PaperItem } from './meeting-facts';
import { countsOf, PROPOSED, ROLE, rulesOf, tableOf, titleOf } from './paper-words';

const MEMBERS: readonly Column[] = [{ title: '№', width: 6, align: 'right' }, { title: 'Фамилия, имя, отчество', width: 40 }, { title: 'Должность, организация', width: 34 }, { title: 'В комиссии', width: 20 }];

/** The booklet [досье] that members get before a meeting: what is put to the vote, about whom, and who is tied to whom. */
export function dossierPaper(facts: MeetingFacts): Paper {
  const { programme, rules, heldOn, place, secretary, members, items } = facts;
  return {
    title: `Материалы к заседанию: ${rules.title}`,
    createdAt: `${heldOn}T00:00:00.000Z`,
    identity: `Материалы к заседанию ${russianDate(heldOn)}. Содержит персональные данные`,
    blocks: [
      { kind: 'heading', text: `Материалы к заседанию\n${rules.title}` },
      { kind: 'facts', rows: [['Программа', programme], ['Дата заседания', russianDate(heldOn)], ['Место', place], ['Секретарь', secretary], ...rulesOf(facts)] },
      { kind: 'heading', level: 2, text: 'Состав комиссии' },
      { kind: 'table', columns: MEMBERS, rows: members.map(({ name, post, organisation, role }, i) => [String(i + 1), name, [post, organisation].filter(Boolean).join(', '), ROLE[role]]) },
      { kind: 'heading', level: 2, text: 'Повестка дня' },
      { kind: 'list', items: items.map(titleOf) },
      ...items.flatMap((item): Block[] => [{ kind: 'page-break' }, { kind: 'heading', level: 2, text: `${item.ordinal}. ${titleOf(item)}` }, ...(item.kind === 'list' || item.kind === 'run' ? listOf(item) : caseOf(item)), ...tiesOf(item, facts)]),
    ],
  };
}

function listOf(item: PaperItem): Block[] {
  return [
    { kind: 'paragraph', text: `Всего ${item.people.length}: ${countsOf(item)}. Голосуется список с отпечатком ${item.digest.slice(0, 16)}.` },
    tableOf(item),
  ];
}

/** One person's case: who he is and what every stage found, of tests only whether they were passed. */
function caseOf({ people: [person], findings, proposal }: PaperItem): Block[] {
  if (!person) return [];
  const { number, name, post, organisation, region, category } = person;
  return [
    { kind: 'facts', rows: [['Кандидат', `${name} (${number})`], ['Должность', [post, organisation].filter(Boolean).join(', ') || '—'], ['Субъект', region], ['Категория', category], ...(proposal ? [['Предлагается', proposal === 'pass' ? 'допустить' : 'отклонить'] as const] : [])] },
    ...findings.flatMap(({ stage, outcome, score, reasons }): Block[] => [
      { kind: 'paragraph', text: `${stage}: ${PROPOSED[outcome]}${score === null ? '' : `, балл ${score.replace('.', ',')}`}`, bold: true, keep: reasons.length > 0 },
      ...reasons.map((text): Block => ({ kind: 'paragraph', text })),
    ]),
  ];
}

function tiesOf({ ties }: PaperItem, { members }: MeetingFacts): Block[] {
  if (!ties.length) return [];
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return [
    { kind: 'paragraph', text: 'Возможный конфликт интересов', bold: true, keep: true },
    ...ties.map(({ memberId, numbers }): Block => ({ kind: 'paragraph', text: `${names.get(memberId)}: ${numbers.join(', ')}` })),
  ];
}
