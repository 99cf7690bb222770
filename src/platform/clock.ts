import { Injectable } from '@nestjs/common';

/** The only place where a service learns the time of the process; tests put their own in. Deadlines use the database's clock. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
