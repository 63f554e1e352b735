import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { testDatabase } from './database.ts';
import { dumpSchema } from './schema-dump.ts';

/**
 * Writes what follows from the migrations: the row types in `src/platform/schema.ts` and, for reviewers, the whole
 * schema in `docs/schema.sql`. `--verify` changes nothing and fails where either is out of date.
 */
const { values } = parseArgs({ options: { verify: { type: 'boolean', default: false } } });
const rowTypes = fileURLToPath(new URL('../src/platform/schema.ts', import.meta.url));
const dump = fileURLToPath(new URL('../docs/schema.sql', import.meta.url));

const database = await testDatabase();
try {
  const fresh = await dumpSchema(database.pool);
  const stale = [
    (await generateRowTypes(database.url)) ? undefined : 'src/platform/schema.ts',
    (await isCurrent(fresh)) ? undefined : 'docs/schema.sql',
  ];
  for (const file of stale.filter((name) => name !== undefined)) {
    console.error(`${file} is not what the migrations make: run \`npm run codegen\` and commit it.`);
    process.exitCode = 1;
  }
} finally {
  await database.drop();
}

/** False where `--verify` found a difference. */
async function generateRowTypes(url: string): Promise<boolean> {
  const typeMapping = JSON.stringify({ numeric: 'bigint', int8: 'bigint', timestamptz: 'Date' });
  const options = [
    '--dialect=postgres',
    `--url=${url}`,
    `--out-file=${rowTypes}`,
    '--exclude-pattern=graphile_worker.*',
    `--type-mapping=${typeMapping}`,
  ];
  const program = fileURLToPath(new URL('../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [program, ...options, ...(values.verify ? ['--verify'] : [])]);
    return true;
  } catch (error) {
    if (values.verify) return false;
    throw error;
  }
}

async function isCurrent(fresh: string): Promise<boolean> {
  if (values.verify) return (await readFile(dump, 'utf8').catch(() => '')) === fresh;
  await writeFile(dump, fresh);
  return true;
}
