import { newToken } from '../../src/platform/crypto.ts';
import { newId } from '../../src/platform/id.ts';
import { mailedToken } from '../browser.ts';
import { everybody, signedIn } from './row.ts';
import type { Rows } from './row.ts';
import { idOf } from './world.ts';
import type { World } from './world.ts';

const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000);

async function ownSession(world: World): Promise<string> {
  const now = new Date();
  const row = {
    id: newId(0),
    token: newToken(),
    user_id: idOf(world.own),
    expires_at: inDays(1),
    created_at: now,
    updated_at: now,
  };
  await world.app.db.insertInto('identity.sessions').values(row).execute();
  return row.id;
}

async function ownPasskey(world: World): Promise<string> {
  const id = newId(0);
  await world.app.db
    .insertInto('identity.passkeys')
    .values({
      id,
      public_key: 'k',
      user_id: idOf(world.own),
      credential_id: id,
      counter: 0,
      device_type: 'x',
      backed_up: false,
    })
    .execute();
  return id;
}

/** An open invitation to an address, and the token of its link. */
async function invite({ app, staff }: World, email = `${newId(0)}@okpay.example`) {
  await app.door.call('identity.invite-staff', { email, roles: ['handler'] }, staff.admin.caller);
  const { invitations } = await app.door.call('identity.list-staff', {}, staff.admin.caller);
  const { id: invitationId = '' } = invitations.find((one) => one.email === email) ?? {};
  return { email, invitationId, token: await mailedToken(app.db, email) };
}

const admins = ['admin'] as const;
const system = ['system'] as const;
const passwordHash = 'none';

export default {
  // It is for the address that was invited, which none of these has.
  'identity.accept-invitation': { may: [], input: async (world) => ({ token: (await invite(world)).token }) },
  'identity.apply-email-change': { may: system, input: ({ own }) => ({ personId: idOf(own) }) },
  'identity.ask-email-change': { may: signedIn, input: () => ({ email: `${newId(0)}@post.example` }) },
  'identity.cancel-email-change': { may: signedIn, input: () => ({}) },
  'identity.confirm-email-change': { may: signedIn, input: () => ({ code: '1234 5678 9012' }) },
  'identity.change-roles': {
    may: admins,
    input: ({ staff }) => ({ personId: idOf(staff.supervisor), roles: ['supervisor'] }),
  },
  'identity.create-admin-link': { may: system, input: () => ({ email: 'second@okpay.example' }) },
  'identity.get-invitation': { may: everybody, input: async (world) => ({ token: (await invite(world)).token }) },
  'identity.invite-staff': { may: admins, input: () => ({ email: `${newId(0)}@okpay.example`, roles: ['handler'] }) },
  'identity.join-staff': {
    may: system,
    input: async (world) => {
      const { email, token } = await invite(world);
      return { token, email, name: 'Xaver', passwordHash };
    },
  },
  'identity.list-sessions': { may: signedIn, input: () => ({}) },
  'identity.list-staff': { may: ['handler', 'supervisor', 'compliance', 'admin'], input: () => ({}) },
  'identity.mail-code': {
    may: system,
    input: () => ({ email: 'gus@post.example', code: '123456', purpose: 'register' }),
  },
  'identity.my-profile': { may: signedIn, input: () => ({}) },
  'identity.record-sign-in': {
    may: system,
    input: async (world) => ({
      personId: idOf(world.own),
      sessionId: await ownSession(world),
      key: 'a'.repeat(64),
      browser: 'Firefox',
      system: 'Linux',
      address: '192.0.2.1',
    }),
  },
  'identity.register-person': {
    may: system,
    input: () => ({ userId: newId(0), email: `${newId(0)}@post.example`, name: 'Gus', passwordHash }),
  },
  'identity.remove-passkey': { may: ['own'], input: async (world) => ({ passkeyId: await ownPasskey(world) }) },
  'identity.report-change': { may: system, input: (world) => ({ personId: idOf(world.own), change: 'passkey-added' }) },
  'identity.reset-two-factor': {
    may: admins,
    input: ({ staff }) => ({ personId: idOf(staff.handler) }),
  },
  'identity.revoke-session': { may: ['own'], input: async (world) => ({ sessionId: await ownSession(world) }) },
  'identity.set-handle': {
    may: signedIn,
    input: () => ({ handle: `h${newToken().replace(/\W/g, '').toLowerCase().slice(0, 10)}` }),
  },
  'identity.set-locale': { may: signedIn, input: () => ({ locale: 'en' }) },
  'identity.set-name': { may: signedIn, input: () => ({ name: 'Alice Hart' }) },
  'identity.withdraw-invitation': {
    may: admins,
    input: async (world) => ({ invitationId: (await invite(world)).invitationId }),
  },
} satisfies Rows;
