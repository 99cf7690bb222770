import { type ChangedProposal, tellEffect } from '../../../../src/eligibility/domain/tell-effect';

const line = (number: string, change: Partial<ChangedProposal> = {}): ChangedProposal => ({ candidacyId: number, number, stage: 'tenure', from: 'pass', to: 'fail', decided: false, ...change });
const LINES = [line('36-0001'), line('36-0002', { decided: true }), line('36-0003')];

describe('an effect', () => {
  it('counts those who change in the same way', () => {
    expect(tellEffect('', 5, LINES).changes).toEqual([
      { stage: 'tenure', from: 'pass', to: 'fail', decided: false, count: 2 },
      { stage: 'tenure', from: 'pass', to: 'fail', decided: true, count: 1 },
    ]);
    expect(tellEffect('', 5, []).changes).toEqual([]);
  });

  it.each<[string, string, number, readonly ChangedProposal[]]>([
    ['another question', 'other', 5, LINES],
    ['more who are concerned', '', 6, LINES],
    ['somebody more', '', 5, [...LINES, line('36-0004')]],
    ['somebody else', '', 5, [line('36-0009'), ...LINES.slice(1)]],
    ['another outcome', '', 5, [line('36-0001', { to: 'undetermined' }), ...LINES.slice(1)]],
    ['somebody decided meanwhile', '', 5, [line('36-0001', { decided: true }), ...LINES.slice(1)]],
  ])('has another digest for %s', (_, question, affected, lines) => {
    expect(tellEffect('', 5, LINES).digest).toBe(tellEffect('', 5, [...LINES]).digest);
    expect(tellEffect(question, affected, lines).digest).not.toBe(tellEffect('', 5, LINES).digest);
  });
});
