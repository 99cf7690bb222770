import { Controller, Get } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import { Described } from '../http/described.decorator';
import { Public } from '../http/public.decorator';
import { HealthService } from './health.service';

class Health {
  @ApiProperty({ type: 'string', enum: ['ok'] })
  readonly status!: 'ok';
}

/** For the balancer and the container's supervisor; says nothing about versions or parts. */
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: HealthService) {}

  @Described({ summary: 'Tells that the process answers', answer: Health })
  @Public()
  @Get('live')
  live(): Health {
    return { status: 'ok' };
  }

  @Described({ summary: 'Tells whether the process may be given requests', answer: Health, errors: ['503 MIGRATIONS_PENDING', '503 CLOSING'] })
  @Public()
  @Get('ready')
  async ready(): Promise<Health> {
    await this.health.ready();
    return { status: 'ok' };
  }
}
