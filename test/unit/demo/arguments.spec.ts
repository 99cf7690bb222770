import { readArguments } from '../../../src/demo/arguments';

describe('the demo\'s command line', () => {
  it('asks for 565 people and the policy\'s seats when it says nothing', () => {
    expect(readArguments([])).toEqual({ run: { candidates: 565, seats: null, seed: '2026', json: false, serve: false } });
  });

  it('takes numbers, a seed and switches', () => {
    expect(readArguments(['--candidates', '100', '--seats', '28', '--seed', 'x', '--json', '--serve']))
      .toEqual({ run: { candidates: 100, seats: 28, seed: 'x', json: true, serve: true } });
  });

  it.each([[['--candidates', '0']], [['--seats', '1.5']], [['--seats', 'many']], [['--candidates', '1e9']], [['--unknown']]])('refuses %j', (args) => {
    expect(readArguments(args)).toHaveProperty('fault');
  });
});
