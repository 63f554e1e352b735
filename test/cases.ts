import { complaintsOperations, complaintsTasks } from '../src/complaints/complaints.ts';
import type { ComplaintsOperation } from '../src/complaints/complaints.ts';
import { identityOperations } from '../src/identity/identity.ts';
import type { IdentityOperation } from '../src/identity/identity.ts';
import type { Actor } from '../src/platform/actor.ts';
import { assert } from '../src/platform/assert.ts';
import { createDoor } from '../src/platform/door.ts';
import type { Door, OutputOf } from '../src/platform/door.ts';
import type { Mail } from '../src/platform/outbox.ts';
import { openTestWallets } from './wallets.ts';
import type { TestWallets } from './wallets.ts';

/** A clock that a test sets. */
export interface TestClock {
  at: Date;
  now(): Date;
}

export function testClock(iso: string): TestClock {
  return {
    at: new Date(iso),
    now() {
      return this.at;
    },
  };
}

/** People, wallets and cases on a fresh database, without pages. */
export interface TestCases extends Omit<TestWallets, 'door'> {
  readonly wallets: TestWallets['door'];
  readonly door: Door<IdentityOperation | ComplaintsOperation>;
  readonly clock: TestClock;
  /** Mails in the outbox in the order they were put there, of one case where it is named. */
  mails(caseId?: string): Promise<Mail[]>;
  /** Runs the minute's sweep. */
  sweep(): Promise<void>;
}

export async function openTestCases(
  settings: Readonly<Record<string, string>> = {},
  start = '2026-11-23T10:00:00Z',
): Promise<TestCases> {
  const clock = testClock(start);
  const wallets = await openTestWallets({ JURISDICTION: 'eu-mica', ...settings }, clock);
  const { db, config } = wallets;
  const door = createDoor<IdentityOperation | ComplaintsOperation>({
    operations: [...identityOperations, ...complaintsOperations],
    db,
    clock,
    config,
  });
  const [sweep] = complaintsTasks({ db, config, door, clock });
  assert(sweep !== undefined, 'there is a sweep');
  return {
    ...wallets,
    wallets: wallets.door,
    door,
    clock,
    mails: async (caseId) => {
      const rows = await db.selectFrom('platform.outbox').select(['payload']).orderBy('id').execute();
      // oxlint-disable-next-line typescript/consistent-type-assertions -- the outbox holds mails that this program wrote
      const mails = rows.map(({ payload }) => payload as unknown as Mail);
      return caseId === undefined ? mails : mails.filter((mail) => mail.caseId === caseId);
    },
    sweep: async () => sweep.run({}),
  };
}

export type Opened = OutputOf<ComplaintsOperation, 'complaints.open-case'>;

export const guest: Actor = { kind: 'guest' };

/** Whoever shows the secret link of a case. */
export function holderOf({ caseId }: Pick<Opened, 'caseId'>): Actor {
  return { kind: 'holder', caseId };
}

/** The six digits in a mail that confirms an address. */
export function codeIn(mail: Mail | undefined): string {
  const code = /(?:code|验证码)[:：]\s*(\d{6})/i.exec(mail?.text ?? '')?.[1];
  assert(code !== undefined, 'the mail carries a code');
  return code;
}
