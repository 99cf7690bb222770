import 'reflect-metadata';
import { IsString } from 'class-validator';
import fc from 'fast-check';
import { DomainError } from '../../../../src/kernel/domain-error';
import type { Fault } from '../../../../src/kernel/reason';
import { NominateDto } from '../../../../src/nomination/nomination.dto';
import { compileDto } from '../../../../src/platform/http/compile-dto';
import { createValidationPipe } from '../../../../src/platform/http/validation.pipe';

const check = compileDto(NominateDto);
const pipe = createValidationPipe();
const told = (faults: readonly Fault[]): string[] => faults.map(({ pointer, code, params }) => `${pointer} ${code} ${JSON.stringify(params)}`).sort();

async function byPipe(value: object): Promise<readonly Fault[]> {
  try {
    await pipe.transform(structuredClone(value), { type: 'body', metatype: NominateDto });
    return [];
  } catch (error) {
    return (error as DomainError).faults;
  }
}

const NOMINATION = {
  nominatorId: '0198f0a2-5c1e-7c3a-9d42-6b1f0e8a7d31', category: 'head', citizenship: 'RU', education: 'higher', registrationRegion: '36',
  person: { familyName: 'Примерова', givenName: 'Анна', birthDate: '1980-05-20', sex: 'female', snils: '11223344595', email: 'a@example.ru' },
  post: { title: 'Глава', organisation: 'Администрация', postCategory: 'municipal-office', municipality: '20701000', region: '36' },
  employment: [{ startedOn: '2015-09', endedOn: null, title: 'глава', organisation: 'Администрация' }, { startedOn: '2010-01-01', endedOn: '2015-08', title: 'методист', organisation: 'МБУ' }],
  documents: [{ key: 'consent', receivedOn: '2026-02-10' }],
};
const PLACES = ['category', 'citizenship', 'registrationRegion', 'person.familyName', 'person.birthDate', 'person.email', 'post.region', 'post.municipality', 'employment.0.startedOn', 'employment.1.endedOn', 'employment.1.title', 'documents.0.key', 'employment', 'documents', 'person.unknown'];
const VALUES = [undefined, null, '', ' ', 'x', '36', '2020-02-30', '2020-02', '20701000', 'a'.repeat(400), 'с\u0000', 5, true, {}, [], ['x']];

function changed(place: string, value: unknown): object {
  const copy = structuredClone(NOMINATION) as Record<string, unknown>;
  const path = place.split('.');
  const last = path.pop()!;
  const within = path.reduce<Record<string, unknown>>((object, key) => object[key] as Record<string, unknown>, copy);
  if (value === undefined) delete within[last];
  else within[last] = value;
  return copy;
}

describe('a compiled DTO', () => {
  it('finds nothing in a sound value', () => expect(check(NOMINATION)).toEqual([]));

  it('tells what the validation pipe tells', async () => {
    let faulty = 0;
    await fc.assert(fc.asyncProperty(fc.constantFrom(...PLACES), fc.constantFrom(...VALUES), async (place, value) => {
      const body = changed(place, value);
      const faults = await byPipe(body);
      faulty += faults.length;
      expect(told(check(body))).toEqual(told(faults));
    }), { numRuns: 240 });
    expect(faulty).toBeGreaterThan(20);
  });

  it('refuses a rule it does not know', () => {
    class Stranger {
      @IsString()
      name!: string;
    }
    expect(() => compileDto(Stranger)).toThrow('Stranger.name');
  });
});
