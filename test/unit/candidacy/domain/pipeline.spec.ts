import { EVENTS, inverseOf, type PipelineEvent, STAGE_KINDS, type StageKind, standing, type Status, STATUSES, transition } from '../../../../src/candidacy/domain/pipeline';

/** What the table says, written a second time by hand: kind, status → event=result; everything else is refused. */
const LEGAL: Record<StageKind, Partial<Record<Status, string>>> = {
  nomination: alone(),
  eligibility: alone(),
  diagnostics: alone(),
  assessment: alone(),
  ranking: compares(),
  matching: compares(),
  enrolment: {
    open: 'decided:pass=enrolled decided:fail=withdrawn decided:no-show=no-show hold=on-hold withdraw=withdrawn exclude=excluded',
    'on-hold': 'release=open withdraw=withdrawn exclude=excluded',
    enrolled: 'expel=expelled graduate=graduated',
  },
};

function alone(): Partial<Record<Status, string>> {
  return {
    open: 'decided:pass=>open decided:fail=rejected decided:no-show=no-show hold=on-hold withdraw=withdrawn exclude=excluded',
    'on-hold': 'release=open withdraw=withdrawn exclude=excluded',
  };
}

function compares(): Partial<Record<Status, string>> {
  return {
    open: 'decided:pass=>open decided:fail=rejected decided:reserve=reserve decided:no-show=no-show hold=on-hold withdraw=withdrawn exclude=excluded',
    reserve: 'promote=>open decided:fail=rejected withdraw=withdrawn exclude=excluded',
    'on-hold': 'release=open withdraw=withdrawn exclude=excluded',
  };
}

describe('the transition table', () => {
  const cells = STAGE_KINDS.flatMap((kind) => STATUSES.flatMap((status) => EVENTS.map((event) => [kind, status, event] as const)));

  it.each(cells)('%s, %s, %s', (kind, status, event) => {
    const cell = LEGAL[kind][status]?.split(' ').find((rule) => rule.startsWith(`${event}=`));
    const result = cell?.slice(event.length + 1);
    const expected = result === undefined ? null : result.startsWith('>') ? { status: result.slice(1), move: 'next' } : { status: result, move: 'same' };
    expect(transition(kind, status, event)).toEqual(expected);
  });

  it('lets everybody leave who has not finished', () => {
    const unfinished: Status[] = ['open', 'reserve', 'on-hold'];
    for (const kind of STAGE_KINDS) {
      for (const status of unfinished) {
        if (LEGAL[kind][status]) expect([transition(kind, status, 'withdraw')?.status, transition(kind, status, 'exclude')?.status]).toEqual(['withdrawn', 'excluded']);
      }
    }
  });

  it('takes a promotion back by a demotion, everything else by a revert, and never a revert', () => {
    const inverse = (event: PipelineEvent): string | null => inverseOf(event);
    expect(EVENTS.map(inverse)).toEqual(EVENTS.map((event) => (event === 'promote' ? 'demote' : event === 'revert' || event === 'demote' ? null : 'revert')));
  });

  it('counts every status in exactly one column of the account', () => {
    expect(Object.fromEntries(STATUSES.map((status) => [status, standing(status)]))).toEqual({
      open: 'open', reserve: 'open', 'on-hold': 'open', rejected: 'failed', enrolled: 'passed', expelled: 'passed', graduated: 'passed',
      withdrawn: 'exited', excluded: 'exited', 'no-show': 'exited',
    });
  });
});
