import { decideList, type Departure, type ListedCandidacy } from '../../../../src/decision/domain/decide-list';

const listed = (candidacyId: string, outcome: ListedCandidacy['outcome'], status: ListedCandidacy['status'] = 'open'): ListedCandidacy => ({
  candidacyId, number: `36-000${candidacyId}`, status, outcome, revision: outcome ? 0 : null,
});
const departure = (candidacyId: string, outcome: Departure['outcome']): Departure => ({ candidacyId, outcome, reason: 'COMMISSION_DECIDED' });
const LIST = [listed('1', 'pass'), listed('2', 'fail'), listed('3', 'undetermined'), listed('4', null), listed('5', 'pass')];
const events = (...args: Parameters<typeof decideList>): Record<string, string> => Object.fromEntries(decideList(...args).decisions.map((d) => [d.candidacyId, d.event]));
const codes = (...args: Parameters<typeof decideList>): string[] => decideList(...args).faults.map((fault) => `${fault.pointer} ${fault.code}`);

describe('deciding a list', () => {
  it('takes over what the engine could judge and leaves the rest undecided', () => {
    expect(events(LIST, { departures: [] })).toEqual({ 1: 'decided:pass', 2: 'decided:fail', 5: 'decided:pass' });
  });

  it('decides the undetermined, and against a verdict, only by a departure with a reason', () => {
    const { decisions } = decideList(LIST, { departures: [departure('3', 'pass'), departure('1', 'fail')] });
    expect(decisions.map(({ candidacyId, event, reason }) => [candidacyId, event, reason])).toEqual([
      ['1', 'decided:fail', 'COMMISSION_DECIDED'], ['2', 'decided:fail', null], ['3', 'decided:pass', 'COMMISSION_DECIDED'], ['5', 'decided:pass', null],
    ]);
  });

  it('decides only those named', () => {
    expect(events(LIST, { candidacyIds: ['2'], departures: [] })).toEqual({ 2: 'decided:fail' });
  });

  it('lets absence be decided without a verdict, nothing else', () => {
    expect(events(LIST, { candidacyIds: ['4'], departures: [departure('4', 'no-show')] })).toEqual({ 4: 'decided:no-show' });
    expect(codes(LIST, { departures: [departure('4', 'pass')] })).toEqual(['/departures/0 NO_VERDICT']);
  });

  it.each([
    ['a stranger', { candidacyIds: ['9'], departures: [] }, '/candidacyIds/0 NOT_ON_LIST'],
    ['a departure for a stranger', { departures: [departure('9', 'pass')] }, '/departures/0 NOT_ON_LIST'],
    ['somebody without a verdict', { candidacyIds: ['4'], departures: [] }, '/candidacyIds/0 NO_VERDICT'],
    ['somebody undetermined', { candidacyIds: ['3'], departures: [] }, '/candidacyIds/0 UNDETERMINED_NEEDS_DEPARTURE'],
    ['a departure twice', { departures: [departure('1', 'fail'), departure('1', 'fail')] }, '/departures/1 DEPARTURE_TWICE'],
    ['a departure that agrees', { departures: [departure('1', 'pass')] }, '/departures/0 DEPARTURE_AGREES_WITH_VERDICT'],
  ])('refuses %s and decides nobody', (_, request, fault) => {
    expect(codes(LIST, request)).toEqual([fault]);
    expect(decideList(LIST, request).decisions).toEqual([]);
  });

  it('promotes from the reserve by a pass and leaves who stays in it', () => {
    const reserve = [listed('1', 'pass', 'reserve'), listed('2', 'reserve', 'reserve'), listed('3', 'fail', 'reserve')];
    expect(events(reserve, { departures: [] })).toEqual({ 1: 'promote', 3: 'decided:fail' });
  });
});
