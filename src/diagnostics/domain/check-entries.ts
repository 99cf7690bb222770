import type { DiagnosticsStage, Instrument } from '../../campaign/domain/policy';
import { keyed } from '../../campaign/domain/policy';
import type { Fault } from '../../kernel/reason';
import { checkResult, RESULT_FAULTS } from './check-result';
import type { InstrumentResult } from './diagnostics-facts';
import { readNorm } from './read-norm';

/** A result that somebody wants to record. */
export interface ResultEntry extends InstrumentResult {
  readonly candidacyId: string;
}

/** A result that is recorded: which instrument, and whether an expert concluded anything from it. */
export interface RecordedResult {
  readonly candidacyId: string;
  readonly instrument: string;
  readonly supervised: boolean;
  readonly concluded: boolean;
}

/** What tells results of one candidacy apart: the instrument, and whether it was taken under supervision. */
export function resultKey({ candidacyId, instrument, supervised = false }: Pick<ResultEntry, 'candidacyId' | 'instrument' | 'supervised'>): string {
  return `${candidacyId} ${instrument} ${supervised}`;
}

export const ENTRY_FAULTS = [
  ...RESULT_FAULTS, 'INSTRUMENT_UNKNOWN', 'ENTERED_TWICE', 'SCALE_MISSING', 'VALIDITY_MISSING', 'NORM_NOT_IN_FORCE', 'CONCLUSION_MISSING',
] as const;
export type EntryFaultCode = (typeof ENTRY_FAULTS)[number];

export interface CheckedEntries {
  /** Pointers begin with the index of the entry. */
  readonly faults: readonly Fault<EntryFaultCode>[];
  /** Candidacies whose battery these entries complete. */
  readonly complete: readonly string[];
  /** Candidacies whose battery was complete before and is judged anew: a supervised re-test. */
  readonly again: readonly string[];
}

/**
 * Results to be recorded together with what is `recorded` already. A result is never changed, so whatever would leave the
 * stage without a score or a judgement for ever is refused at the door: a scale the score counts, a validity scale, a norm in force on the
 * day of the test, and a conclusion by the time the battery is complete (one for the whole battery is enough: an ability
 * test has none of its own).
 */
export function checkEntries(stage: DiagnosticsStage, instruments: readonly Instrument[], recorded: readonly RecordedResult[], entries: readonly ResultEntry[]): CheckedEntries {
  const batteries = new Map<string, Battery>();
  const batteryOf = (candidacyId: string): Battery => {
    const known = batteries.get(candidacyId) ?? { instruments: new Set(), concluded: false };
    batteries.set(candidacyId, known);
    return known;
  };
  for (const { candidacyId, instrument, concluded } of recorded) {
    const battery = batteryOf(candidacyId);
    battery.instruments.add(instrument);
    battery.concluded ||= concluded;
  }

  const complete: string[] = [];
  const again = new Set<string>();
  const entered = new Set<string>();
  const faults = entries.flatMap((entry, i) => {
    const found = checkEntry(stage, instruments, entry);
    const key = resultKey(entry);
    if (entered.has(key)) found.push({ code: 'ENTERED_TWICE', pointer: '/instrument', params: {} });
    entered.add(key);
    const battery = batteryOf(entry.candidacyId);
    const before = battery.instruments.size;
    battery.instruments.add(entry.instrument);
    battery.concluded ||= Boolean(entry.conclusion);
    if (battery.instruments.size === before && stage.battery.every((instrument) => battery.instruments.has(instrument))) again.add(entry.candidacyId);
    if (battery.instruments.size > before && stage.battery.every((instrument) => battery.instruments.has(instrument))) {
      complete.push(entry.candidacyId);
      if (stage.conclusions && !battery.concluded) found.push({ code: 'CONCLUSION_MISSING', pointer: '/conclusion', params: {} });
    }
    return found.map((fault) => ({ ...fault, pointer: `/${i}${fault.pointer}` }));
  });
  return { faults, complete, again: [...again].filter((id) => !complete.includes(id)) };
}

interface Battery {
  readonly instruments: Set<string>;
  concluded: boolean;
}

function checkEntry(stage: DiagnosticsStage, instruments: readonly Instrument[], entry: ResultEntry): Fault<EntryFaultCode>[] {
  const instrument = stage.battery.includes(entry.instrument) ? keyed(instruments, entry.instrument) : undefined;
  if (!instrument) return [{ code: 'INSTRUMENT_UNKNOWN', pointer: '/instrument', params: {} }];
  const faults: Fault<EntryFaultCode>[] = checkResult(instrument, entry);
  const groupKnown = !faults.some(({ code }) => code === 'NORM_GROUP_UNKNOWN');
  for (const { key, validity } of instrument.scales) {
    if (validity && entry.raw[key] === undefined) faults.push({ code: 'VALIDITY_MISSING', pointer: '/raw', params: { scale: key } });
  }
  const counted = (stage.score?.parts ?? []).filter((part) => part.instrument === instrument.key);
  for (const { scale } of counted) {
    if (entry.raw[scale] === undefined) faults.push({ code: 'SCALE_MISSING', pointer: '/raw', params: { scale } });
    else if (groupKnown && !readNorm(instrument, scale, entry.normGroup, entry.takenOn)) {
      faults.push({ code: 'NORM_NOT_IN_FORCE', pointer: '/takenOn', params: { scale, normGroup: entry.normGroup } });
    }
  }
  return faults;
}
