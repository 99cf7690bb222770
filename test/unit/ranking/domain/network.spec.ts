import { Network } from '../../../../src/ranking/domain/network';
import type { Limits } from '../../../../src/ranking/domain/network';
import type { Person } from '../../../../src/ranking/domain/read-pool';

const OPEN: Limits = { min: 0, max: 9, bonus: 0 };
const member = (id: string, score: number, standing: number): Person => ({ id, score, standing, region: 'R', category: 'X', lottery: 0, locked: false, row: 0 });

/** Two cells of one person each between source and sink. */
function twoCells(first: Person, second: Person): { network: Network; cells: ReturnType<Network['addArc']>[] } {
  const network = new Network(({ score }) => score);
  const cells = [first, second].map((person) => network.addArc(network.source, network.sink, OPEN, [person]));
  return { network, cells };
}

describe('the certificate of a flow', () => {
  it('holds for the best flow', () => {
    const { network, cells } = twoCells(member('weak', 1, 1), member('strong', 2, 2));
    network.fill(1);
    expect(() => network.certify()).not.toThrow();
    expect(cells.map(({ flow }) => flow)).toEqual([0, 1]);
  });

  it.each([
    ['a better score is left out', member('in', 1, 2), member('out', 2, 1)],
    ['an earlier place is left out at equal scores', member('in', 1, 1), member('out', 1, 2)],
  ])('fails when %s', (_, inside, outside) => {
    const { network, cells } = twoCells(inside, outside);
    network.fill(0);
    cells[0]?.push(1);
    network.back.allow({ ...OPEN, max: 1 });
    network.back.push(1);
    expect(() => network.certify()).toThrow('can be improved');
  });

  it('fails when a seat is left empty for nothing', () => {
    const { network } = twoCells(member('a', 1, 2), member('b', 1, 1));
    network.fill(0);
    network.back.allow(OPEN);
    expect(() => network.certify()).toThrow('can be improved');
  });

  it('fails when a cap is broken', () => {
    const { network, cells } = twoCells(member('a', 1, 2), member('b', 1, 1));
    network.fill(2);
    cells[0]?.push(10);
    expect(() => network.certify()).toThrow('a cap is broken');
  });
});
