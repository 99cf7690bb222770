import { Body, Controller, HttpCode, Post, type Type } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import { Can } from '../access/can.decorator';
import { DomainError } from '../kernel/domain-error';
import { Described } from '../platform/http/described.decorator';
import { pointerTo } from '../platform/http/pointer';
import type { Answer, Calculator } from './calculator';
import { CALCULATORS } from './registry';

const FORM = ['400 SCHEMA_INVALID', '400 SCHEMA_REQUIRED', '400 SCHEMA_UNKNOWN_FIELD'] as const;

/** A door a calculator: one case in, its answer out, nothing stored. The rule is the one the stages use. */
function controllerOf({ name, summary, schema, examples, refusals, run }: Calculator): Type<unknown> {
  @ApiTags('calculations')
  @Controller(`calculations/${name}`)
  class CalculationController {
    @Can('calculations.run')
    @ApiBody({ schema, examples: Object.fromEntries(Object.entries(examples).map(([title, value]) => [title, { value }])) })
    @Described({ summary, errors: [...FORM, ...refusals.map((code) => `422 ${code}` as const)] })
    @Post()
    @HttpCode(200)
    calculate(@Body() input: unknown): Answer {
      const answer = run(input);
      if (!('error' in answer)) return answer;
      const { code, path, components = [{}] } = answer.error;
      const pointer = pointerTo(path.split('/').slice(1));
      const kind = code.startsWith('SCHEMA_') ? 'shape' : 'rule';
      throw new DomainError(kind, code, 'The case has no answer.', {}, components.map((params) => ({ pointer, code, params })));
    }
  }
  Object.defineProperty(CalculationController, 'name', { value: `Calculation${name.replace(/(^|-)(\w)/g, (_, _dash, letter: string) => letter.toUpperCase())}Controller` });
  return CalculationController;
}

export const CALCULATION_CONTROLLERS: readonly Type<unknown>[] = CALCULATORS.map(controllerOf);
