import { createHash } from 'node:crypto';

/**
 * Numbers that look random and are the same every time: a stream named by a seed and labels (sfc32, its state taken from
 * SHA-256 of the name). Only additions and multiplications: no result hangs on a platform's `Math`. A rule that draws
 * takes its seed as an argument and names it in its answer; people in the demo have streams of their own, so what one
 * person is like does not depend on how often anybody else was drawn for.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private counter: number;

  constructor(seed: string, ...labels: readonly (string | number)[]) {
    const digest = createHash('sha256').update(JSON.stringify([seed, ...labels])).digest();
    this.a = digest.readInt32LE(0);
    this.b = digest.readInt32LE(4);
    this.c = digest.readInt32LE(8);
    this.counter = digest.readInt32LE(12);
  }

  /** From 0 (included) to 1 (not included), in steps of 2⁻³². */
  next(): number {
    const sum = (this.a + this.b + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = (((this.c << 21) | (this.c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
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
