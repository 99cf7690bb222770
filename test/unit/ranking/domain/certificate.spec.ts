import fc from 'fast-check';
import { type Certificate, certify } from '../../../../src/ranking/domain/certificate';
import { CERTIFICATE_FAULTS, checkCertificate } from '../../../../src/ranking/domain/check-certificate';
import { isRefused, type SelectionInput } from '../../../../src/ranking/domain/selection-contract';
import { selectedBy, solveChoice } from '../../../../src/ranking/domain/solve-choice';
import { everyChoice } from './every-choice';
import { person, tinyPool } from './tiny-pools';

/** The answer and its proof, as they are stored: through JSON. */
function proven(input: SelectionInput): { selected: string[]; certificate: Certificate } | null {
  const solved = solveChoice(input);
  if (isRefused(solved)) return null;
  return { selected: selectedBy(solved).map(({ id }) => id), certificate: JSON.parse(JSON.stringify(certify(solved))) as Certificate };
}

const asked = fc.tuple(tinyPool({ people: 9 }), fc.constantFrom('sum' as const, 'lex' as const)).map(([pool, objective]): SelectionInput => ({ ...pool, objective }));

describe('the certificate of a choice', () => {
  it('proves every answer, whatever rules bind', () => {
    fc.assert(
      fc.property(asked, (input) => {
        const answer = proven(input);
        if (answer) expect(checkCertificate(input, answer.selected, answer.certificate)).toEqual([]);
      }),
      { seed: 31, numRuns: 1_500 },
    );
  });

  it('proves no other set of all the sets there are', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(tinyPool({ people: 6 }), fc.constantFrom('sum' as const, 'lex' as const), (pool, objective) => {
        const input = { ...pool, objective };
        const answer = proven(input);
        if (!answer) return;
        for (const { ids } of everyChoice({ ...input, seats: 9, regions: {}, categories: {}, groups: {}, cells: [], locked: [] }).sets) {
          if (ids.join() === answer.selected.join()) continue;
          const faults = checkCertificate(input, ids, answer.certificate);
          expect(faults).not.toEqual([]);
          if (!isRefused(faults)) for (const { code } of faults) seen.add(code);
        }
      }),
      { seed: 32, numRuns: 150 },
    );
    expect([...seen].sort()).toEqual(CERTIFICATE_FAULTS.filter((code) => code !== 'POTENTIAL_MISSING' && code !== 'SELECTED_NOT_ELIGIBLE').sort());
  });

  const input: SelectionInput = { seats: 1, candidates: [person('a', 'R', 'X', '2', 1), person('b', 'Q', 'X', '1', 2)] };

  it('holds for this question only: one score changed by hand is seen', () => {
    const { selected, certificate } = proven(input)!;
    const changed = { ...input, candidates: [input.candidates[0]!, { ...input.candidates[1]!, score: '2.0001' }] };
    expect(checkCertificate(changed, selected, certificate)).toMatchObject([{ code: 'EXCHANGE_IMPROVES' }]);
  });

  it('names what it lacks and who was not to be selected', () => {
    const { selected, certificate } = proven(input)!;
    expect(checkCertificate(input, selected, { potentials: certificate.potentials.filter(({ vertex }) => vertex[0] !== 'categories') })).toContainEqual({ code: 'POTENTIAL_MISSING', at: ['categories', 'X'] });
    expect(checkCertificate({ ...input, excluded: ['a'] }, selected, certificate)).toEqual([{ code: 'SELECTED_NOT_ELIGIBLE', at: ['a'] }]);
  });

  it('passes on a refusal', () => {
    expect(checkCertificate({ ...input, minScore: 'x' }, [], { potentials: [] })).toMatchObject({ refused: { code: 'INVALID_SCORE' } });
  });
});
