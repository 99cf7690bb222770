import { Injectable } from '@nestjs/common';
import { DomainError } from '../kernel/domain-error';
import { listReference, REFERENCE_KINDS, REFERENCE_VERSION, type ReferenceItem } from './domain/list-reference';

/** Reference data as clients choose from them: the very codes that policies and nominations are checked against. */
@Injectable()
export class ReferenceService {
  /** 404 `REFERENCE_ABSENT` for a kind there is not. */
  list(name: string, on?: string): { kind: string; version: string; items: ReferenceItem[] } {
    const kind = REFERENCE_KINDS.find((known) => known === name);
    if (!kind) throw new DomainError('absent', 'REFERENCE_ABSENT', 'There is no such reference data.');
    return { kind, version: REFERENCE_VERSION, items: listReference(kind, on) };
  }
}
