import type { Ctx } from './command.ts';

/** An event that a slice emits and that a higher slice may subscribe to; its subscribers run in the emitter's transaction. */
export interface EventType<Payload> {
  readonly name: string;
  readonly subscribers: ((ctx: Ctx, payload: Payload) => Promise<void>)[];
}

export function defineEvent<Payload>(name: string): EventType<Payload> {
  return { name, subscribers: [] };
}

/** Connects a subscriber, once however often it is asked: two programs composed in one process share the events. */
export function subscribe<Payload>(
  event: EventType<Payload>,
  subscriber: (ctx: Ctx, payload: Payload) => Promise<void>,
): void {
  if (!event.subscribers.includes(subscriber)) event.subscribers.push(subscriber);
}

/** Runs every subscriber in the emitter's transaction: all of it commits, or none. */
export async function emit<Payload>(ctx: Ctx, event: EventType<Payload>, payload: Payload): Promise<void> {
  for (const subscriber of event.subscribers) await subscriber(ctx, payload);
}
