import { WORK_KINDS } from '../../../../src/kernel/jobs';
import { checkProcessors } from '../../../../src/platform/queue/check-processors';

describe('checkProcessors', () => {
  it('accepts one processor a kind of work, in any order', () => {
    expect(() => checkProcessors([...WORK_KINDS].reverse())).not.toThrow();
  });

  it.each<[string, readonly string[], string]>([
    ['none at all', [], 'queue: no processor for eligibility; no processor for diagnostics; no processor for assessment; no processor for ranking; no processor for enrolment'],
    ['one missing', WORK_KINDS.filter((kind) => kind !== 'ranking'), 'queue: no processor for ranking'],
    ['one doubled', [...WORK_KINDS, 'ranking'], 'queue: two processors for ranking'],
    ['one for something else', [...WORK_KINDS, 'letters'], 'queue: a processor for letters, which is no kind of work'],
    ['everything wrong at once', ['eligibility', 'eligibility', 'diagnostics', 'assessment', 'ranking', 'letters'],
      'queue: no processor for enrolment; two processors for eligibility; a processor for letters, which is no kind of work'],
  ])('refuses %s', (_, processed, message) => {
    expect(() => checkProcessors(processed)).toThrow(new Error(message));
  });
});
