import { accountDocuments } from '../../../../src/applicant/domain/account-documents';
import type { FileDocument } from '../../../../src/campaign/domain/policy';

const asked = (key: string, change: Partial<FileDocument> = {}): FileDocument => ({ key, title: { ru: key, en: key }, of: 'self', neededAt: 'nomination', ...change });
const POLICY = [asked('consent'), asked('diploma', { neededAt: 'tenure' }), asked('name-change', { onlyIf: 'name-changed' })];

describe('the account of a personal file', () => {
  it('is complete without what only some need, in the order of the policy', () => {
    const { isComplete, documents } = accountDocuments(POLICY, [{ key: 'diploma', receivedOn: '2026-02-11' }, { key: 'consent', receivedOn: '2026-02-10' }]);
    expect(isComplete).toBe(true);
    expect(documents.map(({ key, state, receivedOn }) => [key, state, receivedOn])).toEqual([['consent', 'received', '2026-02-10'], ['diploma', 'received', '2026-02-11'], ['name-change', 'conditional', null]]);
  });

  it('misses a document of a later stage too', () => {
    expect(accountDocuments(POLICY, [{ key: 'consent', receivedOn: '2026-02-10' }])).toMatchObject({ isComplete: false, documents: [{ state: 'received' }, { state: 'missing' }, { state: 'conditional' }] });
  });
});
