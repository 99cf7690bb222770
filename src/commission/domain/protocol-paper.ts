import { russianDate } from '../../kernel/calendar-date';
import type { Block, Column, Paper } from '../../kernel/paper';
import type { MeetingFacts, PaperItem } from './meeting-facts';
import { countsOf, ROLE, rulesOf, tableOf, titleOf, VOTED } from './paper-words';

const MEMBERS: readonly Column[] = [{ title: '№', width: 6, align: 'right' }, { title: 'Фамилия, имя, отчество', width: 36 }, { title: 'Должность, организация', width: 32 }, { title: 'В комиссии', width: 18 }, { title: 'Явка', width: 8, align: 'center' }];
const VOTES: readonly Column[] = [{ title: 'Член комиссии', width: 50 }, { title: 'Голос', width: 50 }];

/** The protocol [протокол] of a meeting: who was there, what was put to the vote, how each voted, what came of it and why. */
export function protocolPaper(facts: MeetingFacts): Paper {
  const { programme, rules, heldOn, place, secretary, presidingId, present, members, items, protocolNumber, protocolDate } = facts;
  const known = protocolNumber !== null && protocolDate !== null;
  const numbered = known ? `Протокол № ${protocolNumber} от ${russianDate(protocolDate)}` : 'Протокол, проект';
  const presiding = members.find(({ id }) => id === presidingId);
  const there = new Set(present);
  return {
    title: numbered,
    createdAt: `${protocolDate ?? heldOn}T00:00:00.000Z`,
    identity: numbered,
    blocks: [
      { kind: 'heading', text: `Протокол${known ? ` № ${protocolNumber}` : ' (проект)'}\nзаседания: ${rules.title}` },
      { kind: 'facts', rows: [
        ...(known ? [['Дата протокола', russianDate(protocolDate)] as const] : []), ['Дата заседания', russianDate(heldOn)], ['Место', place], ['Программа', programme],
        ['Председательствовал', presiding?.name ?? '—'], ['Секретарь', secretary], ['Присутствовали', `${present.length} из ${members.length}`], ...rulesOf(facts),
      ] },
      { kind: 'table', columns: MEMBERS, rows: members.map(({ id, name, post, organisation, role }, i) => [String(i + 1), name, [post, organisation].filter(Boolean).join(', '), ROLE[role], there.has(id) ? 'да' : 'нет']) },
      { kind: 'heading', level: 2, text: 'Повестка дня' },
      { kind: 'list', items: items.map(titleOf) },
      ...items.flatMap((item) => voteOn(item, facts)),
      { kind: 'signatures', lines: [{ post: 'Председательствующий', name: presiding?.name }, { post: 'Секретарь', name: secretary }, ...members.filter(({ id }) => there.has(id) && id !== presidingId).map(({ name }) => ({ post: 'Член комиссии', name }))] },
      ...items.filter(hasAppendix).flatMap((item): Block[] => [
        { kind: 'page-break' },
        { kind: 'paragraph', text: `Приложение ${item.ordinal}`, align: 'right' },
        { kind: 'heading', level: 2, text: titleOf(item) },
        tableOf(item),
      ]),
    ],
  };
}

function hasAppendix({ kind }: PaperItem): boolean {
  return kind === 'list' || kind === 'run';
}

function voteOn(item: PaperItem, { members }: MeetingFacts): Block[] {
  const votesOf = new Map(item.members.map((vote) => [vote.memberId, vote]));
  const named = (of: (vote: PaperItem['members'][number]) => string | null): [string, string][] =>
    members.flatMap(({ id, name }): [string, string][] => {
      const vote = votesOf.get(id);
      const said = vote ? of(vote) : null;
      return said === null ? [] : [[name, said]];
    });
  const votes = named(({ vote, recused }) => (vote ? VOTED[vote] : recused ? `отвод. ${recused}` : null));
  const dissents = named(({ dissent }) => dissent);
  return [
    { kind: 'heading', level: 2, text: `${item.ordinal}. ${titleOf(item)}` },
    ...(hasAppendix(item) ? [{ kind: 'paragraph', text: `Рассмотрен список (приложение ${item.ordinal}), всего ${item.people.length}: ${countsOf(item)}. Отпечаток списка ${item.digest.slice(0, 16)}.` } as const] : []),
    ...(item.votes ? [{ kind: 'paragraph', text: `Голосовали: за ${item.votes.for}, против ${item.votes.against}, воздержались ${item.votes.abstained}.`, keep: true } as const] : []),
    ...(votes.length ? [{ kind: 'table', columns: VOTES, rows: votes } as const] : []),
    ...item.reasons.map((text): Block => ({ kind: 'paragraph', text })),
    { kind: 'paragraph', text: resolvedOn(item), bold: true },
    ...dissents.map(([name, text]): Block => ({ kind: 'paragraph', text: `Особое мнение (${name}): ${text}` })),
  ];
}

/** What the commission resolved, in a sentence. */
function resolvedOn({ kind, outcome, people: [person], proposal, ordinal }: PaperItem): string {
  if (outcome === null) return 'Голосование не записано.';
  if (outcome === 'no-decision') return 'Решение не принято: кворума нет.';
  const whom = person ? `${person.name} (${person.number})` : 'кандидат';
  const adopted = outcome === 'adopted';
  switch (kind) {
    case 'list':
    case 'run':
      return adopted ? `Решили: утвердить список по приложению ${ordinal}.` : 'Решили: список не утверждать.';
    case 'tie':
      return adopted ? `Решили: место отдать кандидату ${whom}.` : `Решили: место кандидату ${whom} не отдавать.`;
    case 'departure':
      return adopted ? `Решили: кандидата ${whom} ${proposal === 'pass' ? 'допустить' : 'отклонить'}.` : `Решили: от предложения по кандидату ${whom} не отступать.`;
    case 'appeal':
      return adopted ? `Решили: возражение кандидата ${whom} удовлетворить.` : `Решили: возражение кандидата ${whom} отклонить.`;
  }
}
