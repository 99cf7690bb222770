import type { PoolClient, QueryConfig } from 'pg';
import type { DataSource, QueryRunner } from 'typeorm';
import { Database } from '../../src/platform/database/database.service';

/** A door behind which everything happens as ever and, once it forgets, nothing stays: requests may come in any order. */
export class ForgetfulDatabase extends Database {
  forgets = false;

  constructor(source: DataSource) {
    super(new Proxy(source, {
      get: (target, name) => {
        if (name === 'createQueryRunner') return () => this.forgetful(target.createQueryRunner());
        const value: unknown = Reflect.get(target, name);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    }));
  }

  private forgetful(runner: QueryRunner): QueryRunner {
    const connect = runner.connect.bind(runner);
    runner.connect = async () => {
      const client = (await connect()) as PoolClient;
      const query = (statement: string | QueryConfig, values?: unknown[]): Promise<unknown> => client.query(this.forgets && statement === 'commit' ? 'rollback' : (statement as string), values);
      return { query };
    };
    return runner;
  }
}
