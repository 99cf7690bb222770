import { FEDERAL_SUBJECTS } from '../../campaign/domain/federal-subjects';
import type { FileDocument } from '../../campaign/domain/policy';
import type { OrderPerson } from './order-paper';

/** Somebody as he would be printed today, with the keys of the documents in his file. */
export interface KnownPerson {
  readonly number: string;
  readonly name: string;
  readonly post: string;
  /** Two digits of a subject of the federation. */
  readonly region: string;
  readonly category: string | null;
  readonly stream: number | null;
  readonly documents: readonly string[];
}

export function printedPerson({ number, name, post, region, category, stream }: KnownPerson): OrderPerson {
  return { number, name, post, subject: FEDERAL_SUBJECTS.find(({ code }) => code === region)?.name ?? region, category, stream };
}

/** Documents of the personal file [личное дело] that are asked of everybody and are not there, by key in the policy's order. */
export function missingDocuments(personalFile: readonly FileDocument[], { documents }: Pick<KnownPerson, 'documents'>): string[] {
  return personalFile.filter(({ key, onlyIf }) => onlyIf === undefined && !documents.includes(key)).map(({ key }) => key);
}

/**
 * Who is no longer what orders say of him, with what they say. `printed`: the order and the changes made to it since, the
 * newest last.
 */
export function changedPeople(printed: readonly (readonly OrderPerson[])[], today: readonly OrderPerson[]): OrderPerson[] {
  const said = new Map(printed.flat().map((person) => [person.number, person]));
  return today.flatMap((person) => {
    const was = said.get(person.number);
    return was && (was.name !== person.name || was.post !== person.post) ? [{ ...person, was: { name: was.name, post: was.post } }] : [];
  });
}
