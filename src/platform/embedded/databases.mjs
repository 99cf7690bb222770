// Imports pg on call: this file is read before packages are installed.

/** Makes an empty database on the server of `url` and answers its URL. */
export async function createDatabase(url, name) {
  await administer(url, (client) => client.query(`create database "${name}"`));
  const created = new URL(url);
  created.pathname = `/${name}`;
  return created.href;
}

export async function dropDatabase(url, name) {
  await administer(url, (client) => client.query(`drop database if exists "${name}" with (force)`));
}

/** Drops what killed runs left: every database whose name begins with the prefix. */
export async function dropDatabases(url, prefix) {
  await administer(url, async (client) => {
    const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [prefix]);
    for (const { datname } of rows) await client.query(`drop database "${datname}" with (force)`);
  });
}

async function administer(url, work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
