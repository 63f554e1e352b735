import { randomInt } from 'node:crypto';
import { findByEmail, normalizeEmail } from '../identity/identity.ts';
import type { Ctx } from '../platform/command.ts';
import { shardOf } from '../platform/id.ts';
import type { Locale } from '../platform/localized.ts';
import type { Contact } from './contract.ts';
import { complaintsProblem } from './problems.ts';
import { storable } from './storable.ts';

/** Who complains, as far as it is known when the complaint arrives. */
export interface Complainant {
  /** Where the case is kept: with its person, or with the person who has the address that was given, or anywhere. */
  readonly shard: number;
  readonly person: string | null;
  /** Whether the address is known to be his: always for somebody signed in. */
  readonly verified: boolean;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: Locale;
}

/**
 * Somebody signed in is who he is; anybody else is who he says, until his address is confirmed. Throws
 * `complaints.bad-email` for an address that was typed; one that a mail came from is taken as it is.
 */
export async function whoComplains(
  { actor, tx, config }: Ctx,
  contact: Contact,
  locale: Locale,
  typed: boolean,
): Promise<Complainant> {
  const phone = read(contact.phone);
  if (actor.kind === 'person') {
    return {
      shard: shardOf(actor.id),
      person: actor.id,
      verified: true,
      name: actor.name,
      email: actor.email,
      phone,
      locale,
    };
  }
  const email = readEmail(contact.email, typed);
  const known = email === null ? undefined : await findByEmail(tx, email);
  const shard = known === undefined ? randomInt(config.shards) : shardOf(known.id);
  return { shard, person: null, verified: false, name: read(contact.name), email, phone, locale };
}

function read(given: string | undefined): string | null {
  return storable(given ?? '').trim() || null;
}

function readEmail(given: string | undefined, typed: boolean): string | null {
  const address = read(given);
  if (address === null) return null;
  const email = normalizeEmail(address);
  if (email === undefined && !typed) return address.toLowerCase();
  if (email === undefined) throw complaintsProblem('bad-email', {}, [{ pointer: '/contact/email', detail: badEmail }]);
  return email;
}

const badEmail = {
  en: 'Check the address, for example name@mail.example.',
  'zh-CN': '请检查邮箱地址，例如 name@mail.example。',
};
