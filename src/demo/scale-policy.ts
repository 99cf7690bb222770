import type { Bounds, PolicyDocument, Quotas, Stage } from './policy-document';

/** How many seats there shall be and how many the largest region nominates. */
export interface PolicyScale {
  readonly seats: number;
  readonly mostNominated: number;
}

/**
 * The policy for another number of seats: caps grow or shrink as ceil(cap × seats ⁄ seats before), floors as
 * floor(floor × seats ⁄ seats before), so floors that fit together still do. The limit of nominations is raised to what
 * the largest region nominates, never lowered. A ranking without a number of seats keeps its quotas.
 */
export function scalePolicy<P extends PolicyDocument>(policy: P, scale: PolicyScale): P {
  return { ...policy, stages: policy.stages.map((stage) => scaleStage(stage, scale)) };
}

function scaleStage(stage: Stage, { seats, mostNominated }: PolicyScale): Stage {
  const { limit, quotas } = stage;
  return {
    ...stage,
    ...(limit && { limit: { ...limit, each: Math.max(limit.each, mostNominated) } }),
    ...(quotas && quotas.seats !== null && { quotas: scaleQuotas(quotas, seats, quotas.seats) }),
  };
}

function scaleQuotas(quotas: Quotas, seats: number, before: number): Quotas {
  const scaled = (bounds: Bounds): Bounds => ({
    ...bounds,
    ...(bounds.min !== undefined && { min: Math.floor((bounds.min * seats) / before) }),
    ...(bounds.max !== undefined && { max: Math.ceil((bounds.max * seats) / before) }),
  });
  const each = <T extends { readonly bounds: Bounds }>(rules: readonly T[]): T[] => rules.map((rule) => ({ ...rule, bounds: scaled(rule.bounds) }));
  const { territories, categories, cells } = quotas;
  return {
    ...quotas,
    seats,
    ...(territories && {
      territories: {
        ...territories,
        ...(territories.each && { each: scaled(territories.each) }),
        ...(territories.named && { named: each(territories.named) }),
        ...(territories.groups && { groups: each(territories.groups) }),
      },
    }),
    ...(categories && { categories: each(categories) }),
    ...(cells && { cells: each(cells) }),
  };
}

/** The quotas in one line for the person watching: seats, then caps and floors by what they bind. */
export function describeQuotas({ seats, territories, categories = [], cells = [] }: Quotas): string {
  const rules: readonly (readonly [name: string, bounds: Bounds | undefined])[] = [
    ['регион', territories?.each],
    ...(territories?.named ?? []).map(({ code, bounds }) => [code, bounds] as const),
    ...(territories?.groups ?? []).map(({ key, bounds }) => [key, bounds] as const),
    ...categories.map(({ category, bounds }) => [category, bounds] as const),
    ...cells.map(({ territory, category, bounds }) => [`${territory} × ${category}`, bounds] as const),
  ];
  const words = rules.flatMap(([name, bounds]) => [
    ...(bounds?.min === undefined ? [] : [`${name} ≥ ${bounds.min}`]),
    ...(bounds?.max === undefined ? [] : [`${name} ≤ ${bounds.max}`]),
  ]);
  return [`мест ${seats ?? 'без ограничения'}`, ...words].join(', ');
}
