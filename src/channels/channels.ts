import { readdir } from 'node:fs/promises';
import { assert } from '../platform/assert.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import type { Task } from '../platform/worker.ts';
import type { Channel, OpenChannel } from './channel.ts';
import { keepContact, orderAgain } from './contact.ts';
import { getContact } from './get-contact.ts';
import { getOriginal } from './get-original.ts';
import { keepUnfiledTask } from './keep-unfiled.ts';
import { listKept } from './list-kept.ts';
import { receiveContact } from './receive-contact.ts';
import { settleContact } from './settle-contact.ts';

export type { Channel, OpenChannel } from './channel.ts';
export { createMailSender } from './send-message.ts';

export const channelsOperations = [receiveContact, listKept, getContact, getOriginal, settleContact] as const;
export type ChannelsOperation = (typeof channelsOperations)[number];

interface ChannelsOptions {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
}

/** The work of channels that recurs. */
export function channelsTasks({ db, clock }: ChannelsOptions): readonly Task[] {
  return [keepUnfiledTask(db, clock)];
}

/** Opens every channel of this folder; closing them lets what is under way finish. Throws where one cannot listen. */
export async function openChannels({ config, db, clock }: ChannelsOptions): Promise<OpenChannel[]> {
  const files = (await readdir(import.meta.dirname)).filter((file) => file.endsWith('.channel.ts'));
  // A process that was killed may hold the jobs of contacts that it never filed.
  await orderAgain(db);
  const opened: OpenChannel[] = [];
  for (const file of files.sort()) {
    const channel = channelOf(await import(new URL(file, import.meta.url).href));
    opened.push(await channel.open({ config, keep: (contact) => keepContact(db, config, contact, clock.now()) }));
  }
  return opened;
}

function channelOf(leaf: unknown): Channel {
  const channel = typeof leaf === 'object' && leaf !== null && 'default' in leaf ? leaf.default : undefined;
  assert(isChannel(channel), 'a file `<id>.channel.ts` exports its channel by default');
  return channel;
}

function isChannel(value: unknown): value is Channel {
  return typeof value === 'object' && value !== null && 'id' in value && 'open' in value;
}
