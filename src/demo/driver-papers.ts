import type { Campaign } from './driver-state';
import { inParallel } from './rest';
import { SCAN } from './scan';

/** The papers a campaign ends with: file name → bytes. */
export type Papers = ReadonlyMap<string, Uint8Array>;

const AT_ONCE = 2;
const DETAILS = {
  issuer: 'Высшая школа государственного управления (демонстрация)', protocolNumber: '3', protocolDate: '2026-08-20', programmeKind: 'профессиональная переподготовка', hours: 500,
  form: 'очно-заочная', startsOn: '2026-09-01', endsOn: '2027-04-30', signatoryPost: 'Директор', signatory: 'П. П. Проверяемов',
};

/** What an order tells of the people in it: which documents their personal files lack. */
interface ReadOrder {
  readonly content: string;
  readonly people: readonly { readonly number: string; readonly missing: readonly string[] }[];
}

/** The order is completed, with what is missing from personal files; it is signed outside and registered; every region takes the paper with its results. */
export async function printPapers({ cast, path, progress, candidates }: Campaign, orderId: string): Promise<Papers> {
  const { rest: officer } = cast.officer;
  const address = `${path}/orders/${orderId}`;
  await officer.put(address, DETAILS);
  const { people } = await officer.get<ReadOrder>(address);
  for (const { number, missing } of people) {
    for (const key of missing) await officer.upload('POST', `${path}/candidacies/${candidates.get(number)!.candidacyId}/documents/${key}/files`, SCAN);
  }
  const { content } = await officer.get<ReadOrder>(address);
  await officer.upload('PUT', `${address}/scan`, SCAN);
  await officer.post(`${address}/register`, { number: '1-демо', datedOn: '2026-08-25', content });
  const papers = new Map<string, Uint8Array>([['order.pdf', await officer.file(`${address}/paper`)]]);
  await progress.step('Приказ и итоги для регионов', cast.clerks.length, async (reached) => {
    await inParallel(cast.clerks, AT_ONCE, async ({ region, nominatorId, rest }) => {
      papers.set(`region-${region}.pdf`, await rest.file(`${path}/handover?nominatorId=${nominatorId}`));
      reached(papers.size - 1);
    });
  });
  return papers;
}
