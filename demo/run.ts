import { parseArgs } from 'node:util';
import { openApp } from '../src/app.ts';
import type { App } from '../src/app.ts';
import { loadConfig } from '../src/platform/config.ts';
import type { Config } from '../src/platform/config.ts';
import { openDatabase } from '../src/platform/postgres.ts';
import { asStartFailure } from '../src/platform/start-failure.ts';
import type { Localized } from '../src/platform/localized.ts';
import { people } from '../test/people.ts';
import type { PersonaId } from '../test/people.ts';
import { moveIn, residentPassword, takeOn } from '../test/residents.ts';
import type { Resident } from '../test/residents.ts';
import { DemoClock } from './clock.ts';
import { moveOnChain, startDemoChain } from './chain.ts';
import type { DemoChain } from './chain.ts';
import { moveMoney } from './money.ts';
import { openDemoShop } from './open-demo-shop.ts';
import { sendFromFile } from './narratives.ts';
import { fileComplaints } from './filing.ts';
import { verifySome } from './verification.ts';
import { workTheDesk } from './desk.ts';
import { withdrawMoney } from './withdrawals.ts';

const { values } = parseArgs({
  options: {
    complaints: { type: 'string' },
    count: { type: 'string', default: '300' },
  },
});

const staffIds = ['ada', 'hannah', 'chenyu', 'samuel', 'clara'] as const satisfies readonly PersonaId[];
const customerIds = [
  'alice',
  'bob',
  'carol',
  'dave',
  'erin',
  'frank',
  'liwei',
  'wangfang',
  'zhaolei',
  'sunli',
] as const satisfies readonly PersonaId[];

/** The setting under which the demo remembers its sign-ins, so that a second start finds them. */
const settingName = 'demo.sign-ins';

interface SignIn {
  readonly name: string;
  readonly email: string;
  readonly roles: string;
  readonly secondStep?: string;
}

try {
  const dataDir = process.env['DATA_DIR'] ?? './demo/data';
  const chain = await startDemoChain(dataDir);
  const config = loadConfig({
    ...chain?.settings,
    ...process.env,
    DATA_DIR: dataDir,
    RATE_LIMIT: process.env['RATE_LIMIT'] ?? '100000',
    LOCAL_WEBHOOKS: process.env['LOCAL_WEBHOOKS'] ?? 'yes',
  });
  const database = await openDatabase(config);
  const clock = new DemoClock();
  await chain?.ready();
  const app = await openApp({ config, databaseUrl: database.url, clock });
  stopOnSignal(app, database);
  const signIns = (await readSignIns(app)) ?? (await live(app, config, clock, chain));
  if (values.complaints !== undefined) await sendFromFile(app, config, values.complaints, Number(values.count));
  // Beside the program's own port.
  const shop = await openDemoShop(app, config, config.port === 0 ? 0 : config.port + 1, clock.now());
  print(app, config, signIns, shop.url);
} catch (error) {
  console.error(asStartFailure(error).message);
  process.exit(1);
}

/** Lives the past weeks of a small town through the product's own doors. */
async function live(
  app: App,
  config: Config,
  clock: DemoClock,
  chain: DemoChain | undefined,
): Promise<readonly SignIn[]> {
  const staff = new Map<PersonaId, Resident>();
  for (const id of staffIds) staff.set(id, await takeOn(app, people[id], staff.get('ada')));
  const customers = new Map<PersonaId, Resident>();
  for (const id of customerIds) customers.set(id, await moveIn(app, people[id]));
  const signIns = [...staff.values(), ...customers.values()].map(({ persona, secondStep }): SignIn => ({
    name: persona.name,
    email: persona.email,
    roles: persona.roles.join(', '),
    ...(secondStep === undefined ? {} : { secondStep: new URL(secondStep).searchParams.get('secret') ?? '' }),
  }));
  await moveMoney(app, customers, residentOf(staff, 'ada'), clock);
  await fileComplaints(app, config, customers, clock);
  await workTheDesk(
    app,
    {
      handlers: [residentOf(staff, 'hannah'), residentOf(staff, 'chenyu')],
      compliance: residentOf(staff, 'clara'),
      customers,
    },
    clock,
  );
  await verifySome(
    app,
    {
      verified: residentOf(customers, 'alice'),
      waiting: residentOf(customers, 'wangfang'),
      first: residentOf(staff, 'clara'),
      second: residentOf(staff, 'ada'),
    },
    clock,
  );
  clock.comeBack();
  await withdrawMoney(app, customers, clock);
  if (chain !== undefined) await moveOnChain(app, chain, customers, clock);
  await app.db
    .insertInto('platform.settings')
    .values({ name: settingName, value: JSON.stringify(signIns) })
    .execute();
  return signIns;
}

async function readSignIns(app: App): Promise<readonly SignIn[] | undefined> {
  const row = await app.db
    .selectFrom('platform.settings')
    .select('value')
    .where('name', '=', settingName)
    .executeTakeFirst();
  // oxlint-disable-next-line typescript/consistent-type-assertions -- `live` wrote it
  return row?.value as readonly SignIn[] | undefined;
}

function residentOf(residents: ReadonlyMap<PersonaId, Resident>, id: PersonaId): Resident {
  const resident = residents.get(id);
  if (resident === undefined) throw new Error(`${id} has not moved in`);
  return resident;
}

function print(app: App, config: Config, signIns: readonly SignIn[], shopUrl: string): void {
  const title: Localized = {
    en: `${config.brand} demo. Password of everybody: ${residentPassword}`,
    'zh-CN': `${config.brand} 演示。所有人的密码：${residentPassword}`,
  };
  console.log(`\n${title.en}\n${title['zh-CN']}\n`);
  for (const { name, email, roles, secondStep } of signIns) {
    console.log(
      `  ${email.padEnd(26)} ${name.padEnd(16)} ${roles}${secondStep === undefined ? '' : `   authenticator key ${secondStep}`}`,
    );
  }
  console.log(`\nComplaints by mail: SMTP on port ${config.smtpInPort}, to complaints@${config.mailDomain}\n`);
  console.log(`A sample shop that takes payments: ${shopUrl}\n`);
  console.log(`ready ${app.url ?? ''}`);
}

function stopOnSignal(app: App, database: { stop(): Promise<void> }): void {
  const stop = (): void => {
    app
      .close()
      .then(() => database.stop())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}
