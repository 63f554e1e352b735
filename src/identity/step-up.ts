import { verifyPassword } from 'better-auth/crypto';
import type { Call } from '../platform/command.ts';
import { platformProblem } from '../platform/problems.ts';
import { freshMinutes, isFresh } from './contract.ts';
import { fieldProblem, identityProblem } from './problems.ts';
import type { SignedIn } from './second-step.ts';
import { plainCode } from './sign-in.ts';
import type { Step, Tools } from './sign-in.ts';
import { countTry, forgiveTries, passwordTries } from './tries.ts';

/** Throws `identity.step-up-needed` unless whoever is signed in has just proved who he is; signing in is such a proof. */
export function requireStepUp({ actor, now }: Pick<Call, 'actor' | 'now'>): void {
  const provenAt = actor.kind === 'person' ? actor.session?.provenAt : undefined;
  if (!isFresh(provenAt, now)) throw identityProblem('step-up-needed', { minutes: String(freshMinutes) });
}

/** Either of what only the person himself knows or holds. */
export type Proof = { readonly password: string } | { readonly code: string };

/** Proves who is signed in by his password, or by a code of his authenticator app. A passkey proves it by signing in anew. */
export async function proveAgain(tools: Tools, { visitor, session }: SignedIn, proof: Proof): Promise<Step> {
  const { actor, sessionId } = session;
  if (actor.kind !== 'person' || sessionId === undefined) throw platformProblem('not-signed-in');
  const { db, clock } = tools;
  const tried = `password ${actor.email}`;
  await countTry(db, tried, passwordTries, clock.now());
  let cookies: readonly string[] = [];
  if ('code' in proof) {
    ({ cookies } = await tools.callAuth('/two-factor/verify-totp', visitor, { code: plainCode(proof.code) }));
  } else if (!(await isPasswordOf(tools, actor.id, proof.password))) {
    throw fieldProblem('wrong-password', '/password');
  }
  await forgiveTries(db, tried);
  await db.updateTable('identity.sessions').set({ proven_at: clock.now() }).where('id', '=', sessionId).execute();
  return { cookies, next: 'home' };
}

async function isPasswordOf({ db }: Tools, personId: string, password: string): Promise<boolean> {
  const row = await db
    .selectFrom('identity.credentials')
    .select('password')
    .where('user_id', '=', personId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst();
  return typeof row?.password === 'string' && verifyPassword({ hash: row.password, password });
}
