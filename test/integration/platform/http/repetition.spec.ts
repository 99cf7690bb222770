import { CredentialService } from '../../../../src/access/credential.service';
import { newId } from '../../../../src/platform/new-id';
import { type Answer, type AsAccount, TestApi } from '../../../support/app';

interface Created {
  readonly id: string;
  readonly code?: string;
}

const TWINS = 12;

describe('a POST with an Idempotency-Key', () => {
  let api: TestApi;
  let administrator: AsAccount;
  beforeAll(async () => {
    api = await TestApi.start();
    administrator = await api.administrator();
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => api.close());

  const create = (key: string | null, name: string, path = '/campaigns'): Promise<Answer<Created>> =>
    administrator.post<Created>(path, { programme: 'school-of-mayors', name }, { headers: key === null ? {} : { 'idempotency-key': key } });
  const made = (name: string): Promise<object[]> => api.sql(`select from campaign where name = $1`, [name]);

  it('has one effect and one answer, though twins race', async () => {
    const [key, name] = [newId(), newId()];
    const answers = await Promise.all(Array.from({ length: TWINS }, () => create(key, name)));
    answers.push(await create(key, name));
    expect(new Set(answers.map(({ status, body }) => JSON.stringify([status, body]))).size).toBe(1);
    expect(answers[0]!.status).toBe(201);
    expect(await made(name)).toHaveLength(1);
    const audited = await api.sql(`select from audit_event where action = 'campaign.created' and subject = $1`, [answers[0]!.body.id]);
    expect(audited).toHaveLength(1);
  });

  it('is refused with another body, another address, and does nothing then', async () => {
    const [key, name, other] = [newId(), newId(), newId()];
    await create(key, name);
    expect(await create(key, other)).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await create(key, name, '/campaigns?again=1')).toMatchObject({ status: 422, body: { code: 'IDEMPOTENCY_KEY_REUSED' } });
    expect(await made(other)).toEqual([]);
    expect(await made(name)).toHaveLength(1);
  });

  it('belongs to who sent it', async () => {
    const [key, name] = [newId(), newId()];
    await create(key, name);
    const { body } = await (await api.administrator()).post<Created>('/campaigns', { programme: 'school-of-mayors', name }, { headers: { 'idempotency-key': key } });
    expect(await made(name)).toHaveLength(2);
    expect(body.code).toBeUndefined();
  });

  it('is asked of a program with an API key, and of nobody else', async () => {
    const name = newId();
    expect((await create(null, name)).status).toBe(201);
    const credentials = api.app.get(CredentialService);
    const admit = credentials.admit.bind(credentials);
    jest.spyOn(credentials, 'admit').mockImplementation(async (request) => {
      const { account, credential } = await admit(request);
      return { account: { ...account, via: 'api-key' }, credential };
    });
    expect(await create(null, name)).toMatchObject({ status: 400, body: { code: 'IDEMPOTENCY_KEY_REQUIRED' } });
    expect(await made(name)).toHaveLength(1);
    expect((await create(newId(), name)).status).toBe(201);
    expect((await administrator.get('/campaigns')).status).toBe(200);
  });
});
