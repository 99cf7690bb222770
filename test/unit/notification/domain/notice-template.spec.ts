import * as fc from 'fast-check';
import { allowedFor, checkTemplate, fillTemplate, type TemplateText, VARIABLES } from '../../../../src/notification/domain/notice-template';
import { OCCASIONS } from '../../../../src/notification/domain/occasion-of';
import { STANDARD_TEMPLATES } from '../../../../src/notification/domain/standard-templates';
import { writeNotice, type NoticeFacts } from '../../../../src/notification/domain/write-notice';

const text = (body: string, subject = 'Решение'): TemplateText => ({ recipient: 'candidate', subject, body });
const faults = (body: string, subject?: string, occasion: Parameters<typeof checkTemplate>[0] = 'passed'): string[] => checkTemplate(occasion, text(body, subject)).map(({ pointer, code, params }) => `${pointer} ${code} ${String(params.variable ?? '')}`.trim());

const FACTS: NoticeFacts = {
  number: '36-0001', name: 'Петрова Анна Ивановна', givenName: 'Анна', patronymic: 'Ивановна', sex: 'female', programme: 'Школа мэров', campaign: 'Первый набор', nominator: 'Воронежская область',
  stage: 'Стаж', nextStage: 'Тестирование', decidedOn: '2026-03-05', earlierOn: null,
};

describe('a template', () => {
  it('is refused with the name of every variable that is unknown, missing or out of place', () => {
    expect(faults('{{name}} {{programme}}')).toEqual([]);
    expect(faults('{{nmae}} {{programme}}')).toEqual(['/body VARIABLE_UNKNOWN nmae', '/body VARIABLE_MISSING name']);
    expect(faults('{{name}}')).toEqual(['/body VARIABLE_MISSING programme']);
    expect(faults('{{name}} {{programme}} {{earlierOn}}')).toEqual(['/body VARIABLE_NOT_HERE earlierOn']);
    expect(faults('{{name}} {{programme}}', undefined, 'correction')).toEqual(['/body VARIABLE_MISSING earlierOn']);
    expect(faults('{{name}} {{programme}} {{nextStage}}', undefined, 'reserve')).toEqual(['/body VARIABLE_NOT_HERE nextStage']);
    expect(faults('{{ name }} {{programme}} {{}}')).toEqual(['/body VARIABLE_UNKNOWN']);
  });

  it('names nobody in its subject', () => {
    expect(faults('{{name}} {{programme}}', '{{name}}: решение')).toEqual(['/subject VARIABLE_PERSONAL name']);
    expect(faults('{{name}} {{programme}}', '{{greeting}}')).toEqual(['/subject VARIABLE_PERSONAL greeting']);
  });

  it.each(['{{name}} {{programme}} {{stage', '{{name}} {{programme}} }}', '{{name}} {{programme}} {{{stage}}} }}'])('leaves no half variable: %s', (body) => {
    expect(faults(body)).toContain('/body BRACES_UNPAIRED');
  });

  it.each(OCCASIONS)('has a text to begin with that may be approved: %s', (occasion) => {
    expect(checkTemplate(occasion, STANDARD_TEMPLATES[occasion])).toEqual([]);
  });

  it.each(OCCASIONS)('that is accepted leaves no place open: %s', (occasion) => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...VARIABLES, 'слово', '{', '}', ' ')), (parts) => {
      const body = `{{name}} {{programme}} {{earlierOn}} ${parts.map((part) => ((VARIABLES as readonly string[]).includes(part) ? `{{${part}}}` : part)).join(' ')}`;
      if (checkTemplate(occasion, text(body)).length) return;
      expect(writeNotice(text(body), { ...FACTS, earlierOn: '2026-03-01' }).body).not.toMatch(/\{\{|\}\}|undefined/);
    }));
    expect(allowedFor(occasion)).toContain('name');
  });
});

describe('a notice', () => {
  it('addresses a woman and a man rightly, with and without a patronymic, and writes days in words', () => {
    const greeting = (change: Partial<NoticeFacts>): string => writeNotice(text('{{greeting}}! {{decidedOn}}'), { ...FACTS, ...change }).body;
    expect(greeting({})).toBe('Уважаемая Анна Ивановна! 5 марта 2026 года');
    expect(greeting({ sex: 'male', givenName: 'Пётр', patronymic: null, decidedOn: '2026-12-31' })).toBe('Уважаемый Пётр! 31 декабря 2026 года');
  });

  it('takes a name for what it is, not for a variable', () => {
    const values = Object.fromEntries(VARIABLES.map((name) => [name, name === 'name' ? '{{number}} $& $1' : name])) as Record<(typeof VARIABLES)[number], string>;
    expect(fillTemplate('{{name}}', values)).toBe('{{number}} $& $1');
  });
});
