import { RepeatingProxy } from '../support/repeating-proxy';
import { RunningService } from '../support/running-service';

const SIZE = { candidates: 60, seats: 16 };

describe('a campaign in which every POST arrives three times, twice at the same moment', () => {
  it('comes to the same as one in which nothing is repeated, with one answer to each request', async () => {
    const proxy = new RepeatingProxy();
    const [plain, repeated] = [await RunningService.start('once'), await RunningService.start('twice', (base) => proxy.before(base))];
    try {
      const once = await plain.campaign(SIZE);
      const twice = await repeated.campaign(SIZE);
      expect(proxy.differing).toEqual([]);
      expect(proxy.posts).toBeGreaterThan(100);
      expect(twice.result).toEqual(once.result);
    } finally {
      await repeated.stop();
      await plain.stop();
      proxy.close();
    }
  }, 240_000);
});
