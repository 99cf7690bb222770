import { TestApi } from '../../support/app';
import { nomination, openCampaign, type Refusal } from '../../support/campaign-story';

interface Entered extends Refusal {
  readonly items: readonly { readonly candidacyId: string; readonly warnings?: Refusal['faults'] }[];
}

describe('the career of a nominee', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  it('names a municipality without a code and the document that says so; a strange code of the past is a warning', async () => {
    const campaign = await openCampaign(api);
    const { api: clerk, nominatorId } = campaign.nominators['36']!;
    const job = { startedOn: '2001-02-01', endedOn: '2005-01-31', title: 'Глава', organisation: 'Администрация' };
    const employment = [{ ...job, region: '61', municipalityName: 'Азовский район', sourceDocument: 'Трудовая книжка АТ-IX 1' }, { ...job, municipality: '60600000' }, { ...job, municipality: '60601000', region: '36' }];
    const { status, body } = await clerk.post<Entered>(`${campaign.path}/nominations/bulk`, { items: [nomination(nominatorId), nomination(nominatorId, { employment })] });
    expect({ status, warnings: body.items.map(({ warnings }) => warnings?.map(({ pointer, code }) => [pointer, code])) }).toEqual({
      status: 201, warnings: [undefined, [['/items/1/employment/1/municipality', 'PAST_MUNICIPALITY_UNKNOWN'], ['/items/1/employment/2/region', 'PAST_REGION_NOT_OF_MUNICIPALITY']]],
    });
    const rows = await api.sql(
      `select e.municipality_name, e.source_document from employment e join member m on m.id = e.member_id join candidacy c on c.applicant_id = m.applicant_id where c.id = $1 and e.municipality_name is not null`,
      [body.items[1]!.candidacyId]);
    expect(rows).toEqual([{ municipality_name: 'Азовский район', source_document: 'Трудовая книжка АТ-IX 1' }]);
  });

  it('is refused with a code of the present post that is none, or of another subject', async () => {
    const campaign = await openCampaign(api);
    const { api: clerk, nominatorId } = campaign.nominators['36']!;
    const post = { title: 'Глава', organisation: 'Администрация', region: '36' };
    const items = [nomination(nominatorId, { post: { ...post, municipality: '20600000' } }), nomination(nominatorId, { post: { ...post, municipality: '60601000' } })];
    const { status, body } = await clerk.post<Entered>(`${campaign.path}/nominations/bulk`, { items });
    expect({ status, faults: body.faults?.map(({ pointer, code, params }) => [pointer, code, params]) }).toEqual({
      status: 422, faults: [['/items/0/post/municipality', 'MUNICIPALITY_UNKNOWN', {}], ['/items/1/post/region', 'REGION_NOT_OF_MUNICIPALITY', { region: '61' }]],
    });
  });
});
