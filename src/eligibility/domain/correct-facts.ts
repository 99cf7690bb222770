import type { Employment, PersonFacts } from './eligibility-facts';

/** One correction of what is known of an applicant. */
export type FactCorrection =
  /** null: the record is withdrawn. A record that was not there is added to the career of the person. */
  | { readonly fact: 'employment'; readonly id: string; readonly employment: Employment | null }
  | { readonly fact: 'document'; readonly key: string; readonly received: boolean }
  | { readonly fact: 'person'; readonly known: Partial<Pick<PersonFacts, 'citizenship' | 'education' | 'registrationRegion' | 'post'>> };

/** What corrections touch of the facts of a candidacy. */
interface Corrected {
  readonly subject: PersonFacts;
  readonly members?: readonly PersonFacts[];
  /** Keys in order. */
  readonly documents: readonly string[];
}

/** The facts as they would be read after the corrections. */
export function correctFacts<Facts extends Corrected>(facts: Facts, corrections: readonly FactCorrection[]): Facts {
  return corrections.reduce(correct, facts);
}

function correct<Facts extends Corrected>(facts: Facts, correction: FactCorrection): Facts {
  switch (correction.fact) {
    case 'document': {
      const others = facts.documents.filter((key) => key !== correction.key);
      return { ...facts, documents: (correction.received ? [...others, correction.key] : others).sort() };
    }
    case 'person':
      return { ...facts, subject: { ...facts.subject, ...correction.known } };
    case 'employment': {
      const isKnown = ({ employments }: PersonFacts): boolean => employments.some(({ id }) => id === correction.id);
      const everybody = [facts.subject, ...(facts.members ?? [])];
      const isNew = !everybody.some(isKnown);
      const corrected = <Person extends PersonFacts>(person: Person): Person => (isKnown(person) ? { ...person, employments: replace(person.employments, correction.id, correction.employment) } : person);
      return {
        ...facts,
        subject: isNew && correction.employment ? { ...facts.subject, employments: [...facts.subject.employments, correction.employment] } : corrected(facts.subject),
        ...(facts.members && { members: facts.members.map(corrected) }),
      };
    }
  }
}

/** What a post is decided to be; what is left out stays as it was proposed. */
export interface DecidedPost {
  readonly postCategory: string;
  readonly postGroup?: string;
  readonly sphere?: string;
  readonly municipalityType?: string;
}

/** The facts as they would be read after the posts of these records, by their ids, were classified. */
export function classifyFacts<Facts extends Corrected>(facts: Facts, posts: ReadonlyMap<string, DecidedPost>): Facts {
  const classified = <Person extends PersonFacts>(person: Person): Person => ({
    ...person,
    employments: person.employments.map((employment) => {
      const post = posts.get(employment.id);
      if (!post) return employment;
      const { postCategory, postGroup: group = employment.group, sphere = employment.sphere, municipalityType = employment.municipalityType } = post;
      return { ...employment, postCategory, group, sphere, municipalityType };
    }),
  });
  return { ...facts, subject: classified(facts.subject), ...(facts.members && { members: facts.members.map(classified) }) };
}

function replace(employments: readonly Employment[], id: string, by: Employment | null): readonly Employment[] {
  return employments.flatMap((employment) => (employment.id === id ? (by ?? []) : employment));
}
