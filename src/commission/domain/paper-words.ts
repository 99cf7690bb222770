import type { Outcome } from '../../candidacy/domain/verdict';
import type { Column } from '../../kernel/paper';
import type { MeetingFacts, PaperItem, PaperMember, PaperPerson } from './meeting-facts';

/** Words that both papers of a meeting use; Russian, for the papers are. */
export const PROPOSED: Readonly<Record<Outcome, string>> = { pass: 'прошёл', fail: 'не прошёл', reserve: 'резерв', undetermined: 'решают люди' };
export const MARKED = { pass: 'допустить', fail: 'отклонить', 'no-show': 'не явился' } as const;
export const VOTED = { for: 'за', against: 'против', abstained: 'воздержался' } as const;
export const ROLE: Readonly<Record<PaperMember['role'], string>> = { chair: 'председатель', deputy: 'заместитель председателя', member: 'член комиссии' };
const QUORUM = { 'majority-of-all': 'более половины всех членов', 'two-thirds-of-all': 'не менее двух третей всех членов' } as const;
const MAJORITY = { 'majority-of-all': 'более половины всех членов, имеющих право голоса по вопросу', 'majority-of-present': 'более половины присутствующих, имеющих право голоса по вопросу' } as const;
const PUBLISHES = { 'at-once': 'решение открывается сразу с утверждением', 'same-person': 'решение может открыть тот же сотрудник, который его утвердил', 'second-person': 'решение открывает другой сотрудник, не тот, который его утвердил' } as const;

/** What an item puts to the vote. */
export function titleOf({ kind, stage, people: [person] }: PaperItem): string {
  const whom = person ? `${person.name} (${person.number})` : 'кандидат';
  switch (kind) {
    case 'list':
      return `Решения по этапу «${stage}»`;
    case 'run':
      return `Результаты этапа «${stage}»`;
    case 'tie':
      return `Равенство на границе мест, этап «${stage}»: ${whom}`;
    case 'departure':
      return `Отступление от предложения, этап «${stage}»: ${whom}`;
    case 'appeal':
      return `Возражение: ${whom}`;
  }
}

/** How many are proposed or marked how. */
export function countsOf({ kind, people }: PaperItem): string {
  const count = (is: (person: PaperPerson) => boolean): number => people.filter(is).length;
  if (kind === 'list') return `допустить ${count(({ marked }) => marked === 'pass')}, отклонить ${count(({ marked }) => marked === 'fail')}, не явились ${count(({ marked }) => marked === 'no-show')}`;
  return `выбраны ${count(({ proposed }) => proposed === 'pass')}, в резерве ${count(({ proposed }) => proposed === 'reserve')}, не выбраны ${count(({ proposed }) => proposed === 'fail')}`;
}

/** By which rules the commission decides and its decisions are revealed, as the approved policy has them. */
export function rulesOf({ rules, policyVersion, items }: MeetingFacts): (readonly [string, string])[] {
  const stages = new Map(items.map(({ stage, publishes }) => [stage, PUBLISHES[publishes]]));
  return [
    ['Кворум', QUORUM[rules.quorum]],
    ['Решение принимает', MAJORITY[rules.decision]],
    ['При равенстве голосов', rules.chairCasts ? 'решающий голос председательствующего' : 'решение не принято'],
    ['Голосование', rules.voting === 'by-count' ? 'записывается число голосов' : 'поимённое'],
    ...[...stages].map(([stage, publishes]): [string, string] => [`Публикация решений этапа «${stage}»`, publishes]),
    ['Правила отбора', `версия ${policyVersion}`],
  ];
}

/** Everybody of an item in a table, in its order; scores only where they are told. */
export function tableOf({ people }: PaperItem): { kind: 'table'; columns: readonly Column[]; rows: string[][] } {
  const scored = people.some(({ score }) => score !== null);
  const columns: Column[] = [
    { title: '№', width: 6, align: 'right' },
    { title: 'Номер', width: 11 },
    { title: 'Фамилия, имя, отчество', width: 25 },
    { title: 'Субъект', width: 18 },
    { title: 'Категория', width: 20 },
    ...(scored ? [{ title: 'Балл', width: 10, align: 'right' } as const] : []),
    { title: 'Решение', width: 15 },
  ];
  return {
    kind: 'table', columns,
    rows: people.map((person, i) => [String(i + 1), person.number, person.name, person.region, person.category, ...(scored ? [person.score?.replace('.', ',') ?? '—'] : []), decisionOf(person)]),
  };
}

function decisionOf({ marked, proposed, reason }: PaperPerson): string {
  const said = marked ? MARKED[marked] : proposed ? PROPOSED[proposed] : '—';
  return reason ? `${said}: ${reason}` : said;
}
