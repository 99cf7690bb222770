declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** Rows out of the server, as text. */
  export function to(sql: string): Submittable & Readable;
  /** Rows into the server, as text. */
  export function from(sql: string): Submittable & Writable;
}
