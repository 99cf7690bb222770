import { waitFor } from './driver-stages';
import type { Campaign, Clerk } from './driver-state';
import { LETTER_DATE } from './fixed-dates';
import { nomineeTable } from './nominee-table';
import { present } from './policy-document';
import { inParallel } from './rest';
import { SCAN } from './scan';
import { writeSpreadsheet } from './spreadsheet';

interface UploadedList {
  readonly id: string;
  readonly state: string;
  readonly refused: number;
  readonly code: string | null;
}

interface UploadedRow {
  readonly outcome: string;
  readonly candidacyId: string | null;
  readonly number: string | null;
  readonly problems: readonly unknown[];
}

interface CheckedBatch {
  readonly count: number;
  readonly digest: string;
  readonly faults: readonly unknown[];
}

const CLERKS_AT_ONCE = 6;
const MOST_LISTED = 500;

/**
 * Every region uploads its spreadsheet and a letter, and submits its people. Regions act at the same time, each in its
 * own order, so public numbers, which count within a region, do not depend on who comes first.
 */
export async function nominateAll(campaign: Campaign): Promise<void> {
  await campaign.progress.step('Выдвижение', campaign.nominees.length, async (reached) => {
    await inParallel(campaign.cast.clerks, CLERKS_AT_ONCE, async (clerk) => {
      const candidacyIds = await upload(campaign, clerk);
      for (let from = 0; from < candidacyIds.length; from += MOST_LISTED) await submit(campaign, clerk, candidacyIds.slice(from, from + MOST_LISTED), 1 + from / MOST_LISTED);
      reached(campaign.candidates.size);
    });
  });
}

/** Uploads a region's list and waits until it is entered; answers the candidacies in the order of the file. */
async function upload(campaign: Campaign, { rest, nominatorId, region }: Clerk): Promise<string[]> {
  const { path, nominees, policy, candidates } = campaign;
  const own = nominees.filter((nominee) => nominee.region === region);
  if (!own.length) return [];
  const { id } = await rest.upload<UploadedList>('POST', `${path}/imports?nominatorId=${nominatorId}&apply=true`, await writeSpreadsheet(nomineeTable(own, policy)));
  const list = await waitFor(campaign, `the list of region ${region}`, async () => {
    const now = await rest.get<UploadedList>(`${path}/imports/${id}`);
    return now.state === 'queued' || now.state === 'applying' ? null : now;
  });
  const rows = await rest.all<UploadedRow>(`${path}/imports/${id}/rows`);
  if (list.state !== 'done' || list.refused > 0) throw new Error(`the list of region ${region} was not taken: ${JSON.stringify([list, rows.filter(({ outcome }) => outcome === 'refused')])}`);
  return rows.map(({ candidacyId, number }, at) => {
    const nominee = present(own[at], `region ${region} got more numbers than it nominated`);
    const candidate = { nominee, candidacyId: present(candidacyId, 'a row was not entered'), number: present(number, 'a row has no number') };
    candidates.set(candidate.number, candidate);
    return candidate.candidacyId;
  });
}

/** The letter that names them, then the list: checked as a whole, and handed in as it was checked. */
async function submit({ path }: Campaign, { rest, nominatorId, region }: Clerk, candidacyIds: readonly string[], ordinal: number): Promise<void> {
  const letter = await rest.post<{ readonly id: string }>(`${path}/letters`, { nominatorId, number: `${region}/${ordinal}`, datedOn: LETTER_DATE, signatory: `Глава региона ${region} (демонстрация)`, candidacyIds });
  await rest.upload('PUT', `${path}/letters/${letter.id}/file`, SCAN);
  const batch = await rest.post<{ readonly id: string }>(`${path}/batches`, { nominatorId, candidacyIds });
  const { count, digest, faults } = await rest.post<CheckedBatch>(`${path}/batches/${batch.id}/check`, {});
  if (faults.length) throw new Error(`nominations of region ${region} are not in order: ${JSON.stringify(faults)}`);
  await rest.post(`${path}/batches/${batch.id}/submit`, { count, digest });
}
