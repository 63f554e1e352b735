import { hasRole } from '../platform/actor.ts';
import type { Actor } from '../platform/actor.ts';
import { assert } from '../platform/assert.ts';
import type { Ctx } from '../platform/command.ts';
import type { Channel } from './case-state.ts';
import type { NewMessage } from './change-case.ts';
import type { MessageKind } from './contract.ts';

/** Who works on cases: replies, decides, assigns. */
export function worksCases(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'admin');
}

/** Whoever may be the complainant of some case: signed in, or holding its link. */
export function mayBeComplainant(actor: Actor): boolean {
  return actor.kind === 'person' || actor.kind === 'holder';
}

/** The signed-in person who acts. */
export function personOf({ actor }: Pick<Ctx, 'actor'>): Extract<Actor, { kind: 'person' }> {
  assert(actor.kind === 'person', 'only people are let in here');
  return actor;
}

/** What a member of staff wrote for the complainant. */
export function staffReply(ctx: Pick<Ctx, 'actor'>, kind: MessageKind, text: string): NewMessage {
  const { id, name } = personOf(ctx);
  return { direction: 'out', kind, channel: 'email', author: { id, name }, text, mail: { automatic: false } };
}

/** What a member of staff wrote for colleagues. */
export function staffNote(ctx: Pick<Ctx, 'actor'>, kind: MessageKind, text: string): NewMessage {
  const { id, name } = personOf(ctx);
  return { direction: 'note', kind, channel: 'web', author: { id, name }, text };
}

/** What the complainant wrote. */
export function fromComplainant(
  ctx: Pick<Ctx, 'actor'>,
  name: string | null,
  kind: MessageKind,
  text: string,
  channel: Channel = 'web',
): NewMessage {
  return {
    direction: 'in',
    kind,
    channel,
    author: { id: ctx.actor.kind === 'person' ? ctx.actor.id : null, name },
    text,
  };
}
