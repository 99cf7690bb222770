import type { FileDocument } from '../../campaign/domain/policy';
import type { CalendarDate } from '../../kernel/calendar-date';

/** `conditional`: asked for only of those to whom its condition applies, which people see and the service does not. */
export type DocumentState = 'received' | 'missing' | 'conditional';

export interface DocumentAccount {
  readonly key: string;
  readonly title: FileDocument['title'];
  /** Key of the stage that cannot be passed without it. */
  readonly neededAt: string;
  readonly state: DocumentState;
  readonly receivedOn: CalendarDate | null;
}

/** The personal file as the policy asks for it, in the policy's order; complete when nothing asked of everybody is missing. */
export function accountDocuments(asked: readonly FileDocument[], received: readonly { readonly key: string; readonly receivedOn: CalendarDate }[]): { isComplete: boolean; documents: DocumentAccount[] } {
  const documents = asked.map(({ key, title, neededAt, onlyIf }): DocumentAccount => {
    const receivedOn = received.find((document) => document.key === key)?.receivedOn ?? null;
    return { key, title, neededAt, state: receivedOn ? 'received' : onlyIf === undefined ? 'missing' : 'conditional', receivedOn };
  });
  return { isComplete: documents.every(({ state }) => state !== 'missing'), documents };
}
