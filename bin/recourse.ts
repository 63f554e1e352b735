import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { asStartFailure } from '../src/platform/start-failure.ts';

/** A verb of the operator's command line: what it returns is printed as JSON. Throws where the arguments are wrong. */
interface Verb {
  readonly usage: string;
  readonly run: (args: readonly string[]) => Promise<unknown>;
}

class Usage extends Error {}

const verbs: Readonly<Record<string, Verb>> = {
  'mail parse': {
    usage: 'mail parse FILE.eml',
    run: async ([file]) => {
      if (file === undefined) throw new Usage('name the file of one raw mail');
      const { mailToJson, parseMail } = await import('../src/channels/contract.ts');
      return mailToJson(parseMail(await readFile(file)));
    },
  },
  clock: {
    usage: 'clock PACK --start ISO [--received-by CHANNEL] [--facts JSON]',
    run: async (args) => {
      const { values, positionals } = parseArgs({
        args: [...args],
        allowPositionals: true,
        options: { start: { type: 'string' }, 'received-by': { type: 'string' }, facts: { type: 'string' } },
      });
      const [pack] = positionals;
      if (pack === undefined || values.start === undefined) throw new Usage('name the pack and the start');
      const { clockReport } = await import('../src/complaints/complaints.ts');
      return clockReport(pack, {
        start: values.start,
        ...(values['received-by'] === undefined ? {} : { receivedBy: values['received-by'] }),
        ...(values.facts === undefined ? {} : { facts: parseFacts(values.facts) }),
      });
    },
  },
  classify: {
    usage: 'classify < TEXT',
    run: async () => {
      const { classify } = await import('../src/complaints/complaints.ts');
      return classify(await text(process.stdin));
    },
  },
  audit: {
    usage: 'audit [--rails]',
    run: async (args) => {
      const { values } = parseArgs({ args: [...args], options: { rails: { type: 'boolean' } } });
      return withApp(async (app) => (values.rails === true ? app.reconcile() : app.audit()));
    },
  },
  'admin create': {
    usage: 'admin create EMAIL',
    run: async ([email]) => {
      if (email === undefined) throw new Usage('name the e-mail address of the new administrator');
      return withApp(async ({ identity }) => ({ link: await identity.createAdminLink(email) }));
    },
  },
  migrate: { usage: 'migrate', run: async () => withApp(async () => ({ migrated: true })) },
  config: {
    usage: 'config',
    run: async () => {
      const { describeConfig, loadConfig } = await import('../src/platform/config.ts');
      return describeConfig(loadConfig(process.env));
    },
  },
};

/** Facts are a flat JSON object: `{"residence":"DE"}`. */
function parseFacts(given: string): Record<string, string | number | boolean> {
  const parsed: unknown = JSON.parse(given);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Usage('--facts takes a JSON object');
  const facts: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(parsed)) {
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      throw new Usage(`the fact ${name} must be text, a number or true or false`);
    facts[name] = value;
  }
  return facts;
}

type App = Awaited<ReturnType<(typeof import('../src/app.ts'))['openApp']>>;

/** Runs on the installation's database, started for the occasion unless it runs already. */
async function withApp<Result>(run: (app: App) => Promise<Result>): Promise<Result> {
  const { loadConfig } = await import('../src/platform/config.ts');
  const { openApp } = await import('../src/app.ts');
  const { openDatabase } = await import('../src/platform/postgres.ts');
  const config = loadConfig(process.env);
  const database = await openDatabase(config);
  try {
    const app = await openApp({ config, databaseUrl: database.url, parts: [] });
    try {
      return await run(app);
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}

/** Broken invariants, or differences that nothing explains. */
function isFault(output: unknown): boolean {
  if (Array.isArray(output)) return output.length > 0;
  return typeof output === 'object' && output !== null && 'unexplained' in output && output.unexplained !== 0;
}

async function main(args: readonly string[]): Promise<void> {
  const name = Object.keys(verbs).find((verb) => verb.split(' ').every((word, index) => args[index] === word));
  const verb = name === undefined ? undefined : verbs[name];
  if (name === undefined || verb === undefined) throw new Usage('unknown verb');
  const output = await verb.run(args.slice(name.split(' ').length));
  const { toJson } = await import('../src/platform/json.ts');
  console.log(toJson(output));
  if (name === 'audit' && isFault(output)) process.exitCode = 1;
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  const isUsage =
    error instanceof Usage || error instanceof SyntaxError || (error instanceof TypeError && 'code' in error);
  console.error(
    isUsage
      ? `${error.message}\nUsage:\n${Object.values(verbs)
          .map((verb) => `  recourse ${verb.usage}`)
          .join('\n')}`
      : asStartFailure(error).message,
  );
  process.exitCode = 1;
}
