import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { SyslogService } from './audit/syslog.service';
import { Clock } from './clock';
import { CONFIG, type Config } from './config/config';
import { dataSourceOptions } from './database/data-source';
import { Database } from './database/database.service';

/** What every feature stands on: configuration, clock and the door to the database. */
@Global()
@Module({})
export class PlatformModule {
  /** `application` names the process's connections in pg_stat_activity. */
  static with(config: Config, application: string): DynamicModule {
    return {
      module: PlatformModule,
      imports: [TypeOrmModule.forRoot(dataSourceOptions(config, application))],
      providers: [{ provide: CONFIG, useValue: config }, Clock, Database, SyslogService],
      exports: [CONFIG, Clock, Database],
    };
  }
}
