import type { Fault } from '../../kernel/reason';
import { subjectOfMunicipality } from './read-region';

/** Where somebody worked or works, as far as ОКТМО and subject go. */
export interface MunicipalPost {
  readonly municipality?: string;
  readonly region?: string | null;
}

/**
 * Whether the ОКТМО of the present post belongs to a municipality of its subject, by the longest prefix: without that the
 * place counts for nobody. Past jobs are judged by `warnOfMunicipalities`. Faults point into the nomination.
 */
export function checkMunicipality({ municipality, region }: MunicipalPost): Fault<'MUNICIPALITY_UNKNOWN' | 'REGION_NOT_OF_MUNICIPALITY'>[] {
  if (municipality === undefined) return [];
  const subject = subjectOfMunicipality(municipality);
  if (subject === null) return [{ code: 'MUNICIPALITY_UNKNOWN', pointer: '/post/municipality', params: {} }];
  return subject === region ? [] : [{ code: 'REGION_NOT_OF_MUNICIPALITY', pointer: '/post/region', params: { region: subject } }];
}

export type MunicipalityWarning = Fault<'PAST_MUNICIPALITY_UNKNOWN' | 'PAST_REGION_NOT_OF_MUNICIPALITY'>;

/** What is strange about the codes of past jobs. Municipalities are abolished and merged, so it stops nobody. */
export function warnOfMunicipalities(employment: readonly MunicipalPost[]): MunicipalityWarning[] {
  return employment.flatMap(({ municipality, region }, i): MunicipalityWarning[] => {
    if (municipality === undefined) return [];
    const subject = subjectOfMunicipality(municipality);
    if (subject === null) return [{ code: 'PAST_MUNICIPALITY_UNKNOWN', pointer: `/employment/${i}/municipality`, params: {} }];
    return region === undefined || region === null || region === subject ? [] : [{ code: 'PAST_REGION_NOT_OF_MUNICIPALITY', pointer: `/employment/${i}/region`, params: { region: subject } }];
  });
}
