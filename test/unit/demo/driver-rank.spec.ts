import { rankAndDecide } from '../../../src/demo/driver-rank';
import type { Account, Campaign } from '../../../src/demo/driver-state';
import type { PolicyDocument } from '../../../src/demo/policy-document';
import { Progress } from '../../../src/demo/progress';
import { Rest } from '../../../src/demo/rest';

interface Request {
  readonly method: string;
  readonly path: string;
  readonly token: string;
  readonly body: unknown;
}

const contenders = ['09-0002', '04-0001', '77-0001'].map((number) => ({ candidacyId: `id of ${number}`, number }));
const TIE = { state: 'tie', result: { filled: 3, unfilled: 0 }, tie: { certain: ['01-0001'], places: 2, contenders } };
const CHOSEN = { state: 'chosen', result: { filled: 3, unfilled: 0 }, tie: null };
const PREVIEW = { count: 3, digest: 'd', waiting: 0, next: null, items: [{ candidacyId: '1', number: '01-0001', outcome: 'pass', score: '60', reasons: [] }] };

/** A service whose runs end as told, one after the other; answers the requests it got. */
function serviceWithRuns(...runs: readonly object[]): Request[] {
  const requests: Request[] = [];
  let started = 0;
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const { method = 'GET' } = init ?? {};
    const path = (input instanceof Request ? input.url : input.toString()).replace('http://service.invalid/api/v1/campaigns/1', '');
    const token = new Headers(init?.headers).get('authorization') ?? '';
    requests.push({ method, path, token, body: typeof init?.body === 'string' ? JSON.parse(init.body) : undefined });
    const answer = path.endsWith('/runs') ? { id: `run-${++started}`, revision: started }
      : path.includes('/preview') ? PREVIEW
        : method === 'GET' ? runs[started - 1]
          : { id: 'decision' };
    return Promise.resolve(new Response(JSON.stringify(answer)));
  });
  return requests;
}

function campaign(): Campaign {
  const account = (name: string): Account => ({ id: name, name, token: name, rest: new Rest('http://service.invalid', name) });
  const policy: PolicyDocument = { referenceDate: '2026-03-01', stages: [{ key: 'ranking', kind: 'ranking', gate: { confirms: 'officer', publishes: 'second-person' } }] };
  return {
    options: { candidates: 565, seats: null, seed: '1', json: false, serve: false },
    administrator: new Rest('http://service.invalid', 'administrator'),
    progress: new Progress({ write: () => undefined }),
    check: () => undefined,
    path: '/campaigns/1', policy, nominees: [], candidates: new Map(), losses: new Map(),
    cast: { officer: account('officer'), publisher: account('publisher'), auditor: account('auditor'), clerks: [], assessors: [] },
  };
}

const START = '/campaigns/1/stages/ranking/runs';
const posted = (requests: readonly Request[], end: string): Request[] => requests.filter(({ method, path }) => method === 'POST' && path.endsWith(end));

afterEach(() => jest.restoreAllMocks());

describe('ranking by the demo', () => {
  it('locks the contenders with the smallest public numbers when the last seats are tied, and runs again', async () => {
    const requests = serviceWithRuns(TIE, CHOSEN);
    const ranked = await rankAndDecide(campaign(), 'Отбор', START);
    expect(posted(requests, '/runs').map(({ body }) => body)).toEqual([
      {},
      { locks: ['04-0001', '09-0002'].map((number) => ({ candidacyId: `id of ${number}`, reason: 'COMMISSION_CHOICE' })) },
    ]);
    expect(ranked).toMatchObject({ filled: 3, tie: { contenders: 3, places: 2 } });
  });

  it('confirms the newest run against what was shown, and another officer publishes', async () => {
    const requests = serviceWithRuns(TIE, CHOSEN);
    await rankAndDecide(campaign(), 'Отбор', START);
    expect(posted(requests, '/confirm')).toEqual([
      { method: 'POST', path: '/stages/ranking/runs/run-2/confirm', token: 'Bearer officer', body: { count: 3, digest: 'd' } },
    ]);
    expect(posted(requests, '/publish').map(({ token }) => token)).toEqual(['Bearer publisher']);
    expect(requests.find(({ path }) => path.includes('/preview'))?.path).toContain('revision=2');
  });

  it('ends when floors cannot be met, and decides nothing', async () => {
    const requests = serviceWithRuns({ state: 'infeasible', result: { filled: 2, unfilled: 1, shortfall: { categories: { head: 1 } } }, tie: null });
    await expect(rankAndDecide(campaign(), 'Отбор', START)).rejects.toThrow(/infeasible[^]*head/);
    expect(posted(requests, '/confirm')).toEqual([]);
  });

  it('gives up on a tie that no choice ends', async () => {
    serviceWithRuns(TIE, TIE, TIE, TIE, TIE, TIE);
    await expect(rankAndDecide(campaign(), 'Отбор', START)).rejects.toThrow('the tie remains');
  });
});
