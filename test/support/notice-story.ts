import type { Answer, AsAccount } from './app';
import { type Decided, confirmShown, secondOfficer, untilComputed } from './computing-api';
import type { TestApi } from './app';
import { nomination, openCampaign, type OpenCampaign, type Refusal, schoolOfMayors, withStage } from './campaign-story';

export interface Preview {
  readonly count: number;
  readonly digest: string;
  readonly withoutAddress: number;
  readonly occasions: readonly { readonly occasion: string; readonly count: number; readonly templateVersion: number | null }[];
  readonly items: readonly { readonly number: string; readonly name: string; readonly occasion: string; readonly recipient: string; readonly hasAddress: boolean; readonly subject: string; readonly body: string }[];
  readonly next: string | null;
}

export interface Told {
  readonly id: string;
  readonly candidacyId: string;
  readonly number: string;
  readonly state: string;
  readonly occasion: string;
  readonly recipient: string;
  readonly tries: number;
  readonly cause: string | null;
}

/** A campaign in which people wait for the decision on tenure, and two officers. */
export interface NoticeStory extends OpenCampaign {
  readonly second: AsAccount;
  readonly candidacyIds: readonly string[];
}

/** Everybody passes but those of the last fifth, who are too new in their posts. `addressOf` undefined: no address is known. */
export async function noticeStory(api: TestApi, people: number, addressOf: (i: number) => string | undefined): Promise<NoticeStory> {
  const campaign = await openCampaign(api, { policy: withStage(schoolOfMayors(), 'nomination', { limit: { each: Math.max(12, people) } }) });
  const { nominatorId, api: clerk } = campaign.nominators['36']!;
  const items = Array.from({ length: people }, (_, i) => {
    const email = addressOf(i);
    const isNew = i >= Math.ceil(people * 0.8);
    const employment = isNew && { employment: [{ startedOn: '2026-01-15', endedOn: null, title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000' }] };
    return nomination(nominatorId, { ...employment }, { patronymic: 'Ивановна', ...(email && { email }) });
  });
  const { body } = await clerk.post<{ items: { candidacyId: string }[] }>(`${campaign.path}/nominations/bulk`, { items });
  const candidacyIds = body.items.map(({ candidacyId }) => candidacyId);
  const { status } = await clerk.post(`${campaign.path}/nominations/submit`, { nominatorId, candidacyIds });
  if (status !== 201) throw new Error(`the nominations were refused: ${status}`);
  await untilComputed(campaign, 'tenure', people);
  return { ...campaign, second: await secondOfficer(api, campaign), candidacyIds };
}

/** Puts the standard texts in force, changed where told. */
export async function approveTemplates({ officer, path }: Pick<OpenCampaign, 'officer' | 'path'>, change: Readonly<Record<string, object>> = {}): Promise<void> {
  const { body } = await officer.get<{ items: { occasion: string; standard: object }[] }>(`${path}/notices/templates`);
  const written = await officer.post<{ items: { occasion: string; draft: { version: number } }[] }>(`${path}/notices/templates/bulk`, { items: body.items.map(({ occasion, standard }) => ({ occasion, ...standard, ...change[occasion] })) });
  const approved = await officer.post(`${path}/notices/templates/approve/bulk`, { items: written.body.items.map(({ occasion, draft }) => ({ occasion, version: draft.version })) });
  if (approved.status !== 200) throw new Error(JSON.stringify(approved.body));
}

/** The officer confirms the list as it stands, the other publishes. */
export async function publishedDecision(story: NoticeStory): Promise<string> {
  const { body } = await confirmShown(story, 'tenure');
  const { status } = await story.second.post<Decided>(`${story.path}/decisions/${body.id}/publish`);
  if (status !== 200) throw new Error(`not published: ${status}`);
  return body.id;
}

export const previewNotices = ({ officer, path }: Pick<OpenCampaign, 'officer' | 'path'>, decision: string, query = ''): Promise<Answer<Preview & Refusal>> => officer.get(`${path}/notices/decisions/${decision}/preview${query}`);

/** Lets out what the preview shows at this moment. */
export async function release(story: NoticeStory, decision: string, by: AsAccount = story.second): Promise<Answer<{ released: number } & Refusal>> {
  const { count, digest } = (await previewNotices(story, decision)).body;
  return by.post(`${story.path}/notices/decisions/${decision}/release`, { count, digest });
}

/** The notices of a story in the order in which its people were nominated. */
export async function notices({ officer, path, candidacyIds }: NoticeStory): Promise<readonly Told[]> {
  const { body } = await officer.get<{ items: Told[] }>(`${path}/notices?limit=200`);
  return inOrder({ candidacyIds }, body.items);
}

export function inOrder({ candidacyIds }: Pick<NoticeStory, 'candidacyIds'>, told: readonly Told[]): Told[] {
  return [...told].sort((a, b) => candidacyIds.indexOf(a.candidacyId) - candidacyIds.indexOf(b.candidacyId));
}
