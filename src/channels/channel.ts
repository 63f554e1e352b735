import type { Config } from '../platform/config.ts';
import type { NewContact } from './contact.ts';

/** What a channel works with. */
export interface ChannelWorld {
  readonly config: Config;
  /** Stores the raw original for good and orders its filing; only then may the channel acknowledge. */
  readonly keep: (contact: NewContact) => Promise<void>;
}

/** A channel that listens. */
export interface OpenChannel {
  /** Where it listens, for the log. */
  readonly address: string;
  /** Takes nothing new, finishes what is under way. */
  close(): Promise<void>;
}

/** One way in from the outside; a file `<id>.channel.ts` exports one by default. */
export interface Channel {
  readonly id: string;
  open(world: ChannelWorld): Promise<OpenChannel>;
}
