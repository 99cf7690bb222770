import { canonicalJson } from '../../../src/kernel/canonical-json';
import { MUNICIPALITY_TYPES } from '../../../src/demo/municipalities';
import { nominate } from '../../../src/demo/nominations';
import type { Nominee } from '../../../src/demo/nominations';
import { CATEGORIES } from '../../../src/demo/positions';
import { isFederalCity, REGIONS } from '../../../src/demo/regions';

const nominees = nominate({ candidates: 565, seed: '2026' });

const wording = (list: readonly Nominee[]): string => canonicalJson(list.map(({ nomination }) => nomination));

describe('the people whom the demo nominates', () => {
  it('are the same to the byte for the same seed, and others for another seed', () => {
    expect(wording(nominate({ candidates: 565, seed: '2026' }))).toBe(wording(nominees));
    expect(wording(nominate({ candidates: 565, seed: '2027' }))).not.toBe(wording(nominees));
  });

  it.each([1, 50, 355, 356, 565, 2_000])('are as many as asked for: %i', (candidates) => {
    expect(nominate({ candidates, seed: 'any' })).toHaveLength(candidates);
  });

  it.each(['2026', '1', '2', '3'])('give every region somebody in every category (seed %s)', (seed) => {
    const cells = new Set(nominate({ candidates: 565, seed }).map(({ region, nomination }) => `${region} ${nomination.category}`));
    expect(cells.size).toBe(89 * 4);
  });

  it.each(['2026', '1', '2', '3'])('keep to twelve a region, the limit of the preset (seed %s)', (seed) => {
    const list = nominate({ candidates: 565, seed });
    const counts = REGIONS.map(({ code }) => list.filter(({ region }) => region === code).length);
    expect(Math.max(...counts)).toBeLessThanOrEqual(12);
  });

  it('cover every category and every type of municipality', () => {
    expect(new Set(nominees.map(({ nomination }) => nomination.category))).toEqual(new Set(CATEGORIES));
    const types = nominees.map(({ nomination }) => nomination.post.municipalityType).filter((type) => type !== undefined);
    expect(new Set(types)).toEqual(new Set(MUNICIPALITY_TYPES));
  });

  it('hold posts in their own region, in inner-city municipalities exactly where the region is a federal city', () => {
    for (const { region: code, nomination: { post } } of nominees) {
      const region = REGIONS.find((each) => each.code === code)!;
      expect(post.region).toBe(code);
      if (post.municipality === undefined) continue;
      expect(post.municipality).toMatch(new RegExp(`^${region.oktmo}\\d+$`));
      expect(post.municipality).toHaveLength(8);
      expect(post.municipalityType === 'inner-city').toBe(isFederalCity(region));
    }
  });

  it('come with consent; about one in a hundred lacks another fact', () => {
    expect(nominees.every(({ nomination }) => nomination.documents.some(({ key }) => key === 'consent'))).toBe(true);
    const incomplete = nominees.filter(({ nomination }) => (
      nomination.documents.length < 3 || nomination.employment.every(({ postCategory }) => postCategory === undefined)
    ));
    expect(incomplete.length).toBeGreaterThan(0);
    expect(incomplete.length).toBeLessThan(565 * 0.03);
  });

  it('have a plateau: heads with one career, one to a region, where few others are nominated', () => {
    const plateau = nominees.filter((nominee) => nominee.plateau);
    expect(plateau).toHaveLength(16);
    expect(new Set(plateau.map(({ region }) => region)).size).toBe(16);
    const careers = plateau.map(({ nomination }) => nomination.employment.map(({ startedOn, endedOn, postCategory }) => ({ startedOn, endedOn, postCategory })));
    for (const career of careers) expect(career).toEqual(careers[0]);
    expect(plateau.every(({ nomination }) => nomination.category === 'head')).toBe(true);
    for (const { region } of plateau) expect(nominees.filter((nominee) => nominee.region === region)).toHaveLength(4);
  });
});
