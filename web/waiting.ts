import { isStaff } from '../src/platform/actor.ts';
import { readsOutgoing } from '../src/platform/outgoing.ts';
import type { WebDoor } from './door.ts';
import type { Waiting } from './shell-context.ts';

const nothingWaits: Waiting = { contacts: 0, dead: 0, withdrawals: 0 };

/** How old counts may be that a page shows, in milliseconds: what other people and the program do shows by then. */
const keptMsMax = 1000;

interface Counted {
  readonly at: number;
  readonly counts: Promise<Waiting>;
}

/** The latest counts, of those who look after outgoing mail and of those who do not. */
const kept = new Map<boolean, Counted>();

/** Called by every form that is sent, so that whoever settles something reads counts that know of it. */
export function forgetWaiting(): void {
  kept.clear();
}

/** The counts in the menu of staff, which every page of theirs shows and all of them share; a page that says what failed is shown without them. */
export async function countWaiting(door: WebDoor): Promise<Waiting> {
  const { actor } = door.caller;
  if (!isStaff(actor)) return nothingWaits;
  const [key, at] = [readsOutgoing(actor), door.now.getTime()];
  const known = kept.get(key);
  if (known !== undefined && Math.abs(at - known.at) < keptMsMax) return known.counts;
  const counts = count(door).catch((error: unknown) => {
    kept.delete(key);
    door.report(error);
    return nothingWaits;
  });
  kept.set(key, { at, counts });
  return counts;
}

async function count(door: WebDoor): Promise<Waiting> {
  const [contacts, outgoing, reviews] = await Promise.all([
    door.call('channels.list-kept', { limit: 0 }),
    readsOutgoing(door.caller.actor) ? door.call('platform.list-outgoing', { limit: 0 }) : undefined,
    door.call('wallet.list-reviews', { limit: 0 }),
  ]);
  return { contacts: contacts.waiting, dead: outgoing?.counts.dead ?? 0, withdrawals: reviews.waiting };
}
