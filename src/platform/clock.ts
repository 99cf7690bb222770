import { Injectable } from '@nestjs/common';

/**
 * The only place where a service learns the time of the process; tests put their own in. Expiry of tokens and leases uses the
 * database's clock; a deadline counts from the arrival of a request, which only the process that took it has seen.
 */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }
}
