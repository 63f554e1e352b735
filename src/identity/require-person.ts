import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';

/** The person behind an operation whose `can` lets only people in. */
export function requirePerson(actor: Actor): Extract<Actor, { kind: 'person' }> {
  assert(actor.kind === 'person', 'only people reach this operation');
  return actor;
}
