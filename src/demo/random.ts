import { createHash } from 'node:crypto';

/**
 * Numbers that look random and are the same every time: a stream named by the demo's seed and labels (sfc32, its state
 * taken from SHA-256 of the name). Every person has streams of his own, so what one person is like does not depend on
 * how often anybody else was drawn for. Only additions and multiplications: no result hangs on a platform's `Math`.
 */
export class Random {
  private readonly state: Uint32Array;

  constructor(seed: string, ...labels: readonly (string | number)[]) {
    const digest = createHash('sha256').update(JSON.stringify([seed, ...labels])).digest();
    this.state = Uint32Array.from([0, 4, 8, 12], (at) => digest.readUInt32LE(at));
  }

  /** From 0 (included) to 1 (not included), in steps of 2⁻³². */
  next(): number {
    const [a = 0, b = 0, c = 0, counter = 0] = this.state;
    const sum = (a + b + counter) >>> 0;
    this.state.set([b ^ (b >>> 9), c + (c << 3), ((c << 21) | (c >>> 11)) + sum, counter + 1]);
    return sum / 2 ** 32;
  }

  /** A whole number, both ends included. */
  whole(min: number, max: number): number {
    return min + Math.floor(this.next() * (max - min + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    const found = list[this.whole(0, list.length - 1)];
    if (found === undefined) throw new RangeError('nothing to pick from');
    return found;
  }

  /** The place of one of the weights, each as likely as it is great. */
  weighted(weights: readonly number[]): number {
    let left = this.next() * weights.reduce((sum, weight) => sum + weight, 0);
    for (const [place, weight] of weights.entries()) {
      left -= weight;
      if (left < 0) return place;
    }
    return weights.length - 1;
  }

  /** About normal, mean 0, deviation 1: the sum of twelve uniform numbers. Never beyond ±6. */
  normal(): number {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.next();
    return sum;
  }

  /** The same elements in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const keyed = list.map((element) => ({ element, key: this.next() }));
    return keyed.sort((a, b) => a.key - b.key).map(({ element }) => element);
  }
}
