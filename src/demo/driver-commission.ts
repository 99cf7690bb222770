import type { Campaign } from './driver-state';
import { ACT_DATE, MEETING_DATE, PROTOCOL_DATE } from './fixed-dates';
import { SCAN } from './scan';

interface Meeting {
  readonly id: string;
  readonly items: readonly { readonly id: string; readonly outcome: string | null }[];
}

const MEMBERS = [
  ['chair', 'Председателев Павел Петрович', 'Ректор'],
  ['deputy', 'Заместителева Зоя Захаровна', 'Проректор'],
  ['member', 'Членов Чеслав Черномирович', 'Профессор'],
  ['member', 'Голосова Галина Григорьевна', 'Декан'],
  ['member', 'Экспертов Эдуард Эрнестович', 'Директор департамента'],
  ['member', 'Выборова Вера Викторовна', 'Начальник управления'],
  ['member', 'Решалов Роман Романович', 'Заведующий кафедрой'],
] as const;

/** A meeting that adopted what the run proposes, its protocol not signed yet. */
export async function adopt(campaign: Campaign, run: { readonly id: string }): Promise<string> {
  const { path, cast: { officer: { rest } }, progress } = campaign;
  const commission = `${path}/commission`;
  const { ids } = await rest.post<{ ids: string[] }>(`${commission}/members/bulk`, { items: MEMBERS.map(([role, name, post]) => ({ role, name, post, since: ACT_DATE })) });
  const meeting = await rest.post<Meeting>(`${commission}/meetings`, { heldOn: MEETING_DATE, place: 'Москва', secretary: 'Секретарёва Софья Сергеевна' });
  const { items: [item] } = await rest.post<Meeting>(`${commission}/meetings/${meeting.id}/items`, { kind: 'run', runId: run.id });
  const present = ids.slice(0, -1); // one is away
  await rest.put(`${commission}/meetings/${meeting.id}/attendance`, { present, presidingId: ids[0] });
  const votes = present.map((memberId, i) => ({ memberId, vote: i === present.length - 1 ? 'against' : 'for' }));
  const voted = await rest.post<Meeting>(`${commission}/meetings/${meeting.id}/votes`, { itemId: item!.id, votes });
  if (voted.items[0]!.outcome !== 'adopted') throw new Error(`the commission did not adopt the run: ${JSON.stringify(voted)}`);
  progress.note(`Комиссия: присутствуют ${present.length} из ${ids.length}, решение принято`);
  return meeting.id;
}

/** Number and date of the protocol, and the scan of what was signed outside. */
export async function sign({ path, cast: { officer: { rest } } }: Campaign, meetingId: string): Promise<void> {
  await rest.post(`${path}/commission/meetings/${meetingId}/close`, { number: '1', date: PROTOCOL_DATE });
  await rest.upload('PUT', `${path}/commission/meetings/${meetingId}/scan`, SCAN);
}
