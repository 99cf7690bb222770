import { careerOf, plateauCareer } from './careers';
import type { CareerKind } from './careers';
import { DOCUMENTS_RECEIVED_ON } from './fixed-dates';
import { municipalityOf } from './municipalities';
import type { Municipality } from './municipalities';
import { personOf } from './people';
import type { Ages, Person } from './people';
import { firstLadder, ladderOf, placementOf } from './positions';
import type { Category, Employment, Placement, Position } from './positions';
import { Random } from '../kernel/seeded-random';
import type { Region } from './regions';
import { shareOut } from './share-out';

/** One nomination as the service takes it, but for its nominator. */
export interface Nomination {
  readonly category: Category;
  readonly person: Person;
  readonly citizenship: 'RU';
  readonly education: 'higher' | 'secondary-professional';
  readonly registrationRegion: string;
  readonly post: Placement;
  readonly employment: readonly Employment[];
  readonly documents: readonly { readonly key: string; readonly receivedOn: string }[];
}

/**
 * Somebody nominated, with what only the demo knows of him: his ability (mean 0, deviation 1), from which tests and
 * marks follow, and whether he belongs to the plateau, people whom no score and no tie key tells apart.
 */
export interface Nominee {
  readonly index: number;
  readonly region: string;
  readonly plateau: boolean;
  readonly career: CareerKind;
  readonly ability: number;
  readonly nomination: Nomination;
}

export interface NominationPlan {
  readonly candidates: number;
  readonly seed: string;
}

type CareerWeights = readonly (readonly [kind: CareerKind, weight: number])[];

const WITH_MUNICIPALITY: CareerWeights = [
  ['touching', 27], ['overlap', 20], ['gap', 19], ['contained', 14], ['short', 9], ['elsewhere', 4], ['exact', 4], ['day-short', 3],
];
const OTHERS: CareerWeights = [
  ['touching', 27], ['overlap', 20], ['gap', 19], ['contained', 14], ['short', 9], ['disputed', 5], ['exact', 4], ['day-short', 2],
];

const PLATEAU_AGES: Ages = [38, 55];
const AGE_GROUPS: readonly (readonly [ages: Ages, weight: number])[] = [[[26, 32], 10], [[33, 60], 87], [[61, 65], 2], [[66, 70], 1]];

const WITHOUT_HIGHER_EDUCATION = 0.01;
/** Share of nominations in which a fact is missing: half lack a diploma, half a career that anybody classified. */
const INCOMPLETE = 0.01;
const DOCUMENTS = ['consent', 'diploma', 'application'];

/** Everybody the regions nominate: region by region in order of code, in a region in the order of nomination. */
export function nominate({ candidates, seed }: NominationPlan): Nominee[] {
  return shareOut(seed, candidates).map(({ region, category, plateau }, index) => (
    plateau ? plateauNominee(seed, index, region, category) : ordinaryNominee(seed, index, region, category)
  ));
}

function ordinaryNominee(seed: string, index: number, region: Region, category: Category): Nominee {
  const random = new Random(seed, 'nominee', index);
  const ages = AGE_GROUPS[random.weighted(AGE_GROUPS.map(([, weight]) => weight))]?.[0] ?? PLATEAU_AGES;
  const kinds = category === 'head' || category === 'deputy-head' ? WITH_MUNICIPALITY : OTHERS;
  const career = kinds[random.weighted(kinds.map(([, weight]) => weight))]?.[0] ?? 'touching';
  const person = personOf(seed, index, ages);
  const ladder = ladderOf(random, category);
  const municipality = municipalityOf(random, region);
  const employment = careerOf(random, career, { ladder, municipality, birthDate: person.birthDate });
  const incomplete = random.chance(INCOMPLETE);
  const nomination = complete({
    person, category, municipality,
    post: career === 'disputed' ? ladder.specialist : ladder.current,
    employment,
    education: random.chance(WITHOUT_HIGHER_EDUCATION) ? 'secondary-professional' : 'higher',
  });
  return {
    index, region: region.code, plateau: false, career, ability: random.normal(),
    nomination: incomplete ? withoutFact(random, nomination) : nomination,
  };
}

function plateauNominee(seed: string, index: number, region: Region, category: Category): Nominee {
  const random = new Random(seed, 'nominee', index);
  const ladder = firstLadder(category);
  const municipality = municipalityOf(random, region);
  const nomination = complete({
    person: personOf(seed, index, PLATEAU_AGES), category, municipality,
    post: ladder.current,
    employment: plateauCareer(ladder, municipality),
    education: 'higher',
  });
  return { index, region: region.code, plateau: true, career: 'touching', ability: 0, nomination };
}

interface Facts {
  readonly person: Person;
  readonly category: Category;
  readonly municipality: Municipality;
  readonly post: Position;
  readonly employment: readonly Employment[];
  readonly education: Nomination['education'];
}

function complete({ person, category, municipality, post, employment, education }: Facts): Nomination {
  return {
    category, person, citizenship: 'RU', education,
    registrationRegion: municipality.region,
    post: placementOf(post, municipality),
    employment,
    documents: DOCUMENTS.map((key) => ({ key, receivedOn: DOCUMENTS_RECEIVED_ON })),
  };
}

function withoutFact(random: Random, nomination: Nomination): Nomination {
  if (random.chance(0.5)) return { ...nomination, documents: nomination.documents.filter(({ key }) => key !== 'diploma') };
  return { ...nomination, employment: nomination.employment.map((job) => ({ ...job, postCategory: undefined })) };
}
