import { inParallel, Rest, RestFailure } from '../../../src/demo/rest';

const rest = new Rest('http://service.invalid', 'token');

/** The service is outside the process: its answers are told here, the requests it got are kept. */
function serviceAnswers(answer: (path: string, body: unknown) => { status?: number; body: unknown }): { path: string; body: unknown }[] {
  const requests: { path: string; body: unknown }[] = [];
  jest.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
    const path = (input instanceof Request ? input.url : input.toString()).replace('http://service.invalid/api/v1', '');
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined;
    requests.push({ path, body });
    const told = answer(path, body);
    return Promise.resolve(new Response(JSON.stringify(told.body), { status: told.status ?? 200 }));
  });
  return requests;
}

afterEach(() => jest.restoreAllMocks());

describe('the demo as a user of the service', () => {
  it('ends with method, path, status and the problem when an answer is not 2xx', async () => {
    serviceAnswers(() => ({ status: 409, body: { code: 'STALE_PREVIEW' } }));
    const failure = await rest.post('/campaigns/1/decisions', {}).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(RestFailure);
    expect(String(failure)).toContain('POST /campaigns/1/decisions → 409');
    expect(String(failure)).toContain('STALE_PREVIEW');
  });

  it('reads a list to its end', async () => {
    const requests = serviceAnswers((path) => ({ body: path.includes('after=01-0002') ? { items: [3], next: null } : { items: [1, 2], next: '01-0002' } }));
    expect(await rest.all('/candidacies', { stage: 'tenure' })).toEqual([1, 2, 3]);
    expect(requests.map(({ path }) => path)).toEqual(['/candidacies?stage=tenure&limit=200', '/candidacies?stage=tenure&limit=200&after=01-0002']);
  });

  it('sends at most 500 items and less than 2 MB at once, in order', async () => {
    const sizes = (requests: { body: unknown }[]): number[] => requests.map(({ body }) => (body as { items: unknown[] }).items.length);
    const many = serviceAnswers(() => ({ body: null }));
    await rest.bulk('/marks/bulk', Array.from({ length: 1_001 }, (_, item) => item));
    expect(sizes(many)).toEqual([500, 500, 1]);
    expect(many.flatMap(({ body }) => (body as { items: number[] }).items)).toEqual(Array.from({ length: 1_001 }, (_, item) => item));

    jest.restoreAllMocks();
    const large = serviceAnswers(() => ({ body: null }));
    await rest.bulk('/nominations/bulk', Array.from({ length: 300 }, () => 'я'.repeat(5_000)));
    for (const { body } of large) expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(2_000_000);
    expect(sizes(large).reduce((sum, size) => sum + size, 0)).toBe(300);
  });

  it('sends nothing for an empty list', async () => {
    const requests = serviceAnswers(() => ({ body: null }));
    await rest.bulk('/answers/bulk', []);
    expect(requests).toEqual([]);
  });
});

describe('work in parallel', () => {
  it('keeps to its width and does everything once', async () => {
    let running = 0;
    let most = 0;
    const done: number[] = [];
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (element) => {
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
      done.push(element);
    });
    expect(most).toBe(3);
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  it('begins nothing more after a failure', async () => {
    const begun: number[] = [];
    const work = inParallel([1, 2, 3, 4, 5, 6], 2, async (element) => {
      begun.push(element);
      await Promise.resolve();
      if (element === 2) throw new Error('two');
    });
    await expect(work).rejects.toThrow('two');
    await new Promise(setImmediate);
    expect(begun).not.toContain(6);
  });
});
