import type { Municipality } from './municipalities';
import type { Random } from '../kernel/seeded-random';

export const CATEGORIES = ['head', 'deputy-head', 'regional-body', 'organisation'] as const;
export type Category = (typeof CATEGORIES)[number];

/** A position in words of the reference data. `municipal`: it is held in the municipality of the career. */
export interface Position {
  readonly title: string;
  readonly organisation: string;
  readonly postCategory?: string;
  readonly postGroup?: string;
  readonly sphere: 'municipal-service' | 'civil-service' | 'organisation';
  readonly municipal: boolean;
}

/** The positions a career is made of: what somebody was once, what he rose to, what he is now. */
export interface Ladder {
  readonly specialist: Position;
  readonly manager: Position;
  readonly current: Position;
}

/** A position with the days it was held, both inclusive; `endedOn: null` = still held. */
export interface Job {
  readonly position: Position;
  readonly startedOn: string;
  readonly endedOn: string | null;
}

/** Where and as what: the part of an employment record and of a post that the service knows by the same names. */
export interface Placement {
  readonly title: string;
  readonly organisation: string;
  readonly postCategory?: string;
  readonly postGroup?: string;
  readonly sphere: string;
  readonly municipalityType?: string;
  readonly municipality?: string;
  readonly region: string;
}

export interface Employment extends Placement {
  readonly startedOn: string;
  readonly endedOn: string | null;
}

const ADMINISTRATION = 'Администрация условного муниципального образования';
const MINISTRY = 'Министерство условного развития региона';
const INSTITUTION = 'МБУ «Примерный центр»';

const SPECIALIST = 'specialist';

const municipal = (title: string, postCategory: string, postGroup?: string): Position => (
  { title, organisation: ADMINISTRATION, postCategory, ...(postGroup && { postGroup }), sphere: 'municipal-service', municipal: true }
);
const regional = (title: string, postCategory: string, postGroup: string): Position => (
  { title, organisation: MINISTRY, postCategory, postGroup, sphere: 'civil-service', municipal: false }
);
const institutional = (title: string, postCategory: string): Position => (
  { title, organisation: INSTITUTION, postCategory, sphere: 'organisation', municipal: true }
);

interface Rungs {
  readonly specialists: readonly Position[];
  readonly managers: readonly Position[];
  readonly current: readonly Position[];
}

const RUNGS: Readonly<Record<Category, Rungs>> = {
  head: {
    specialists: [municipal('Главный специалист', SPECIALIST, 'senior')],
    managers: [municipal('Заместитель главы администрации', 'deputy-head', 'highest'), institutional('Директор', 'organisation-head')],
    current: [municipal('Глава муниципального образования', 'municipal-office')],
  },
  'deputy-head': {
    specialists: [municipal('Ведущий специалист', SPECIALIST, 'senior')],
    managers: [municipal('Начальник отдела администрации', 'service-head', 'leading'), institutional('Заместитель директора', 'organisation-deputy-head')],
    current: [municipal('Первый заместитель главы администрации', 'deputy-head', 'highest'), municipal('Заместитель главы администрации', 'deputy-head', 'main')],
  },
  'regional-body': {
    specialists: [regional('Главный специалист-эксперт', SPECIALIST, 'senior')],
    managers: [regional('Начальник отдела', 'service-head', 'leading')],
    current: [regional('Начальник управления', 'service-head', 'main'), regional('Заместитель министра', 'service-head', 'highest')],
  },
  organisation: {
    specialists: [institutional('Методист', SPECIALIST)],
    managers: [institutional('Начальник отдела', 'unit-head')],
    current: [institutional('Директор', 'organisation-head'), institutional('Заместитель директора', 'organisation-deputy-head')],
  },
};

/** The positions through which somebody of the category came to where he is. */
export function ladderOf(random: Random, category: Category): Ladder {
  const { specialists, managers, current } = RUNGS[category];
  return { specialist: random.pick(specialists), manager: random.pick(managers), current: random.pick(current) };
}

/** The ladder without a choice, for people who must not differ. */
export function firstLadder(category: Category): Ladder {
  const [specialist, manager, current] = [RUNGS[category].specialists[0], RUNGS[category].managers[0], RUNGS[category].current[0]];
  if (!specialist || !manager || !current) throw new RangeError(`no positions for ${category}`);
  return { specialist, manager, current };
}

export function placementOf({ municipal: inMunicipality, ...position }: Position, { type, code, region }: Municipality): Placement {
  return { ...position, ...(inMunicipality && { municipalityType: type, municipality: code }), region };
}

export function jobOf({ position, startedOn, endedOn }: Job, municipality: Municipality): Employment {
  return { startedOn, endedOn, ...placementOf(position, municipality) };
}
