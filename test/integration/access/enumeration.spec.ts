import { newId } from '../../../src/platform/new-id';
import { type AsAccount, TestApi } from '../../support/app';

interface Alert {
  readonly subject: string;
  readonly lines: number;
  readonly role: string;
}

describe('an account that tries identifiers', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await TestApi.start();
  });
  afterAll(() => api.close());

  const alerts = (id: string): Promise<Alert[]> => api.sql<Alert>(`select subject, lines, role from audit_event where action = 'access.enumeration-suspected' and subject = $1`, [id]);
  const tryIds = async (account: AsAccount, times: number): Promise<void> => {
    for (let i = 0; i < times; i += 20) {
      const answers = await Promise.all(Array.from({ length: Math.min(20, times - i) }, () => account.get(`/campaigns/${newId()}`)));
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
    }
  };
  const told = async (id: string): Promise<Alert[]> => {
    for (;;) {
      const found = await alerts(id);
      if (found.length) return found;
    }
  };

  it('is told of in the audit, once in ten minutes, and goes on being answered', async () => {
    const { id, api: account } = await api.account({ role: 'administrator' });
    await tryIds(account, 99);
    await account.get('/programmes'); // what is there does not count
    expect(await alerts(id)).toEqual([]);
    await tryIds(account, 1);
    expect(await told(id)).toEqual([{ subject: id, lines: 100, role: 'system' }]);
    await tryIds(account, 120);
    expect(await alerts(id)).toHaveLength(1);
    api.clock.advance(10 * 60_000);
    await tryIds(account, 99);
    expect(await alerts(id)).toHaveLength(1);
    await tryIds(account, 1);
    while ((await alerts(id)).length < 2);
  });

  it('is not taken for another one', async () => {
    const [one, other] = [await api.account({ role: 'administrator' }), await api.account({ role: 'administrator' })];
    await tryIds(one.api, 60);
    await tryIds(other.api, 60);
    expect([...(await alerts(one.id)), ...(await alerts(other.id))]).toEqual([]);
  });
});
