import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ApplicantService } from '../../src/applicant/applicant.service';
import { readPerson } from '../../src/applicant/domain/read-person';
import type { ColumnMapping } from '../../src/nomination/domain/import-columns';
import { type CheckedRow, type FilePreview, ImportReader } from '../../src/nomination/import-reader.service';
import { SCHOOL_OF_MAYORS } from '../../src/programme/school-of-mayors';

export const NOMINATOR = '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31';

/** Reading needs of applicants only what is pure. */
export const reader = new ImportReader({ checkPerson: (person, pointer) => readPerson(person, pointer).faults } as ApplicantService);

export interface ReadList {
  readonly preview: FilePreview;
  readonly rows: readonly CheckedRow[];
}

/** Looks at a file and reads it for a region under the policy of the School of mayors: as the template, or by what it proposes itself. */
export async function readList(bytes: Buffer, mapping?: ColumnMapping): Promise<ReadList> {
  const path = join(tmpdir(), `list-${process.pid}`);
  writeFileSync(path, bytes);
  try {
    const preview = await reader.inspect(path, SCHOOL_OF_MAYORS);
    const rows: CheckedRow[] = [];
    const nominator = { nominatorId: NOMINATOR, kind: 'region', region: '36' } as const;
    for await (const some of reader.read(path, { policy: SCHOOL_OF_MAYORS, nominator, mapping: mapping ?? preview.mapping })) rows.push(...some);
    return { preview, rows };
  } finally {
    rmSync(path);
  }
}
