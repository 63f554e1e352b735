import type { Account } from './account.ts';
import type { AccountAfter, Result, Transfer } from './transfer.ts';

/** A hold that was accepted, and what became of it. */
export interface HoldState {
  readonly id: string;
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly amount: bigint;
  readonly expiresAt: Date | null;
  readonly state: 'open' | 'posted' | 'voided' | 'expired';
  readonly resolvedBy: string | null;
}

/** A transfer that was answered, with its first answer. */
export interface Answered {
  readonly transfer: Transfer;
  readonly result: Result;
}

interface Lookup<Value> {
  get(id: string): Value | undefined;
}

/** Everything that deciding transfers needs to know. */
export interface Books {
  readonly shards: number;
  readonly now: Date;
  readonly accounts: Lookup<Account>;
  readonly holds: Lookup<HoldState>;
  readonly answered: Lookup<Answered>;
}

/** Two entries in one shard that cancel out. */
export interface Posting {
  readonly shard: number;
  readonly debit: EntryAfter;
  readonly credit: EntryAfter;
}

export interface EntryAfter extends AccountAfter {
  readonly seq: bigint;
  /** The transfer of the account's entry before this one. */
  readonly previous: string | null;
}

/** What a transfer moves, sets aside or releases. */
export interface Movement {
  readonly debit: string;
  readonly credit: string;
  readonly asset: string;
  readonly amount: bigint;
  /** The hold that it resolves. */
  readonly hold: HoldState | undefined;
}

/** A transfer answered for the first time, as it will be remembered. */
export interface Decided extends Answered {
  /** Undefined where it was refused. */
  readonly movement: Movement | undefined;
  readonly postings: readonly Posting[];
}

/** Changes over something that stays as it was. */
class Layer<Value> implements Lookup<Value> {
  readonly changed = new Map<string, Value>();
  private readonly below: Lookup<Value>;

  constructor(below: Lookup<Value>) {
    this.below = below;
  }

  get(id: string): Value | undefined {
    return this.changed.get(id) ?? this.below.get(id);
  }

  set(id: string, value: Value): void {
    this.changed.set(id, value);
  }
}

/** Books with the changes that deciding makes; the books below stay as they were. */
export class Draft implements Books {
  readonly shards: number;
  readonly now: Date;
  readonly accounts: Layer<Account>;
  readonly holds: Layer<HoldState>;
  readonly answered: Layer<Answered>;
  /** The transfers answered for the first time, in order. */
  readonly decided: Decided[] = [];

  constructor(below: Books) {
    this.shards = below.shards;
    this.now = below.now;
    this.accounts = new Layer(below.accounts);
    this.holds = new Layer(below.holds);
    this.answered = new Layer(below.answered);
  }

  /** Makes the changes of a draft over this one its own. */
  keep(trial: Draft): void {
    for (const [id, account] of trial.accounts.changed) this.accounts.set(id, account);
    for (const [id, hold] of trial.holds.changed) this.holds.set(id, hold);
    for (const decided of trial.decided) this.remember(decided);
  }

  remember(decided: Decided): void {
    this.answered.set(decided.transfer.id, decided);
    this.decided.push(decided);
  }
}
