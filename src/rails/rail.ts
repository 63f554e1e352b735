import type { Clock } from '../platform/clock.ts';
import type { Call, Ctx } from '../platform/command.ts';
import type { Config } from '../platform/config.ts';
import type { Database } from '../platform/db.ts';
import type { Door } from '../platform/door.ts';
import type { DepositTarget, Destination, Holding, Payout, PayoutStatus, RailId } from './contract.ts';

/** A call that reads; a command's transaction is a database too. */
export type Reader = Pick<Call, 'config' | 'now'> & { readonly db: Database };

/** What a rail's scheduled work has; it changes things through commands of the slice, as the system. */
export interface RailWorld {
  readonly db: Database;
  readonly config: Config;
  readonly clock: Clock;
  readonly door: Door<never>;
}

/** Something that goes on by itself until it is stopped. */
export interface Watch {
  /** Finishes what is under way. */
  stop(): Promise<void>;
}

/**
 * A way that money enters or leaves. It knows neither books nor wallets: what happens outside it tells by the events
 * `depositsChanged`, `payoutChanged` and `costPaid`, emitted in the transaction that writes it down.
 */
export interface Rail {
  readonly id: RailId;
  /** Whether the asset moves on this rail in this installation. */
  readonly carries: (config: Config, asset: string) => boolean;
  /** Where to send a person's deposit; `reference` is what the wallet calls the person, for a rail whose accounts are shared. */
  readonly depositTarget: (ctx: Ctx, owner: string, asset: string, reference: string) => Promise<DepositTarget>;
  /** The destination in its one form, or a Problem that names the trap. It may ask the outside, for seconds at the most. */
  readonly readDestination: (reader: Reader, owner: string, typed: Destination) => Promise<Destination>;
  /** Takes a payout in the caller's transaction: once that commits it is paid exactly once, or reported as failed. A repeat changes nothing. */
  readonly submit: (ctx: Ctx, payout: Payout) => Promise<void>;
  /** Takes a payout back in the caller's transaction; true: it was not sent and never will be. */
  readonly cancel: (ctx: Ctx, payoutId: string) => Promise<boolean>;
  readonly payoutStatus: (db: Database, payoutId: string) => Promise<PayoutStatus | undefined>;
  /** Looks at the outside and carries on with what is under way; run each minute, one at a time in a process. */
  readonly observe?: (world: RailWorld) => Promise<void>;
  /** Readies what the rail needs before anything is served; throws a `StartFailure` where the settings do not fit the outside. */
  readonly prepare?: (world: Omit<RailWorld, 'door'>) => Promise<void>;
  /** Starts to look at the outside more often than each minute; gives how to stop it. */
  readonly watch?: (world: RailWorld) => Promise<Watch | undefined>;
  /** What the outside says that we hold, for reconciliation. */
  readonly holdings: (world: Omit<RailWorld, 'door'>) => Promise<readonly Holding[]>;
}
