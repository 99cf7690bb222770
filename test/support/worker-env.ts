import 'reflect-metadata';
import { join } from 'node:path';
import { Logger } from '@nestjs/common/services/logger.service'; // without the rest of Nest, which pure tests would wait for
import { TEST_RUN, testDatabase, testFiles } from './test-run';

// Read before every test file; Jest gives each a fresh copy of the environment.
process.env.MASTER_KEY = Buffer.alloc(32, 'master').toString('base64');
process.env.INDEX_KEY = Buffer.alloc(32, 'index').toString('base64');
process.env.ANCHOR_KEY = Buffer.alloc(32, 'anchor').toString('base64');
process.env.FILE_STORAGE = testFiles();
process.env.ANCHOR_FILE = join(testFiles(), `anchors-${process.env.JEST_WORKER_ID}.jsonl`);
process.env.REQUESTS_PER_MINUTE = '1000000'; // the tests' clock stands still, and with it the minute

if (process.env[TEST_RUN]) {
  const worker = `w${process.env.JEST_WORKER_ID}`;
  process.env.DATABASE_URL = testDatabase(worker).url;
  process.env.QUEUE_PREFIX = `{${process.env[TEST_RUN]} ${worker}}`;
}

// Processes that the service starts of its own sources, as the one that reads spreadsheets.
process.execArgv.push('--require', join(__dirname, 'run-typescript.cjs'));

Logger.overrideLogger(false);
