import type { App } from '../src/app.ts';
import { addVerificationDocument } from '../src/wallet/wallet.ts';
import type { Resident } from '../test/residents.ts';
import type { DemoClock } from './clock.ts';
import { demoFile } from './files.ts';

interface People {
  readonly verified: Resident;
  readonly waiting: Resident;
  /** Two of compliance: one recommends, another decides. */
  readonly first: Resident;
  readonly second: Resident;
}

/** One customer is known by her passport; another has just sent hers, and waits in the queue. */
export async function verifySome(
  app: App,
  { verified, waiting, first, second }: People,
  clock: DemoClock,
): Promise<void> {
  clock.goBackDays(12);
  const verification = await send(app, verified, clock);
  const advice = { verification, advice: 'approve', because: 'The passport is clear and of the same name.' } as const;
  await app.door.call('wallet.recommend-verification', advice, first.caller);
  await app.door.call('wallet.decide-verification', { verification, approve: true }, second.caller);
  clock.goBackDays(1);
  await send(app, waiting, clock);
}

async function send(app: App, { caller, persona }: Resident, clock: DemoClock): Promise<string> {
  const { id } = await app.door.call('wallet.open-verification', {}, caller);
  const { name, content } = demoFile('screenshot', 'passport');
  const ctx = { ...caller, db: app.db, config: app.config, now: clock.now() };
  await addVerificationDocument(ctx, id, 'identity', { name, content });
  const country = persona.locale === 'zh-CN' ? 'CN' : 'GB';
  const details = { birthDate: '1988-04-12', country, documentKind: 'passport', documentNumber: 'E12345678' } as const;
  await app.door.call('wallet.submit-verification', { verification: id, name: persona.name, ...details }, caller);
  return id;
}
