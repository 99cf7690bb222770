import { Progress } from '../../../src/demo/progress';

function played(isTTY: boolean): Promise<string> {
  let written = '';
  const clock = [0, 1_500].values();
  const progress = new Progress({ isTTY, write: (text) => (written += text) }, () => clock.next().value ?? 0);
  return progress.step('Выдвижение', 4, (reached) => {
    reached(2);
    return Promise.resolve();
  }).then(() => written);
}

describe('progress', () => {
  it('draws bars on a terminal', async () => {
    expect(await played(true)).toContain('██████████████░░░░░░░░░░░░░░ 2/4');
  });

  it('writes one plain line a step elsewhere', async () => {
    const written = await played(false);
    expect(written).toMatch(/^Выдвижение\s+4 {2}1\.5 с\n$/);
  });
});
