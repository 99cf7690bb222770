import { Controller, Get, Sse } from '@nestjs/common';
import { Can } from '../../../src/access/can.decorator';
import { handlersWithoutRule } from '../../../src/access/handlers-without-rule';
import { Public } from '../../../src/platform/http/public.decorator';

class Inherited {
  @Get('forgotten-too')
  forgottenToo(): void {}
}

@Controller('probe')
class Probe extends Inherited {
  @Can('programmes.read')
  @Get('ruled')
  ruled(): void {}

  @Public()
  @Get('public')
  open(): void {}

  @Get('forgotten')
  forgotten(): void {}

  @Sse('forgotten-stream')
  forgottenStream(): void {}

  notAHandler(): void {}
}

it('names handlers that state neither an operation nor that they are public', () => {
  expect(handlersWithoutRule([Probe])).toEqual(['Probe.forgotten', 'Probe.forgottenStream', 'Probe.forgottenToo']);
});
