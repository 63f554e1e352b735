import { Type } from 'typebox';
import type { Static, TProperties, TSchema } from 'typebox';
import type { Actor } from './actor.ts';
import type { Config } from './config.ts';
import type { Database, Tx } from './db.ts';
import type { Locale } from './localized.ts';
import type { Outgoing } from './outbox.ts';
import type { Problem } from './problem.ts';

/** A strict input object: a field that nobody declared is refused. */
export function input<const Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false });
}

/** What every operation knows of its call. */
export interface Call {
  readonly actor: Actor;
  readonly now: Date;
  readonly locale: Locale;
  readonly config: Config;
  readonly requestId: string;
  /** The caller's key for safe repeats, where one was given. */
  readonly idempotencyKey?: string | undefined;
}

/** A job to run after this transaction commits: a command's or a task's name. `key` replaces a waiting job of the same key. */
export interface Job {
  readonly name: string;
  readonly payload: object;
  readonly runAt?: Date;
  readonly key?: string;
  readonly attemptsMax?: number;
}

/** A command's context: one transaction, in which everything it does commits or nothing does. */
export interface Ctx extends Call {
  readonly tx: Tx;
  /** Names what the command was about (a case, a person, an account) in its line of history. */
  about(subject: string): void;
  /** Enqueues a job in this transaction. */
  enqueue(job: Job): Promise<void>;
  /** Puts an effect outside the database into the outbox, in this transaction. */
  send(outgoing: Outgoing): Promise<void>;
}

/** A query's context: reads only. */
export interface QueryCtx extends Call {
  readonly db: Database;
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
export type RestBinding = `${Method} /${string}`;

interface OperationBase<Name extends string, Input extends TSchema> {
  readonly name: Name;
  /** One sentence for the API description. */
  readonly summary: string;
  /** Whether this kind of actor may try at all; what he may touch is checked where the data is read. */
  readonly can: (actor: Actor) => boolean;
  /** What a merchant's API key must be allowed for; where it is absent no key may call this. */
  readonly scope?: string;
  readonly input: Input;
  readonly output?: TSchema;
  /** `METHOD /path/{parameter}` under /api/v1; parameters are fields of the input. */
  readonly rest?: RestBinding;
}

export interface Command<
  Name extends string = string,
  Input extends TSchema = TSchema,
  Output = unknown,
> extends OperationBase<Name, Input> {
  readonly kind: 'command';
  /** Its answer holds a secret that nobody keeps: a repeat under the same key is refused instead of answered again. */
  readonly shownOnce?: boolean;
  /** Stores what arrives from outside, in a transaction of its own, before `run` understands it: it stays whatever becomes of the rest. */
  readonly keep?: (ctx: Ctx, input: Static<Input>) => Promise<void>;
  /** Writes down, again by itself, why `run` refused what was kept. */
  readonly refused?: (ctx: Ctx, input: Static<Input>, why: Problem) => Promise<void>;
  readonly run: (ctx: Ctx, input: Static<Input>) => Promise<Output>;
}

/** A command whose only write is a ledger transfer: the ledger's batch is its transaction and the transfer its history. */
export interface LedgerCommand<
  Name extends string = string,
  Input extends TSchema = TSchema,
  Output = unknown,
> extends OperationBase<Name, Input> {
  readonly kind: 'ledger-command';
  readonly run: (ctx: QueryCtx, input: Static<Input>) => Promise<Output>;
}

export interface Query<
  Name extends string = string,
  Input extends TSchema = TSchema,
  Output = unknown,
> extends OperationBase<Name, Input> {
  readonly kind: 'query';
  readonly run: (ctx: QueryCtx, input: Static<Input>) => Promise<Output>;
}

/** An operation of any types, as the doors see it. */
export type Operation =
  | (Omit<Command, 'run' | 'keep' | 'refused'> & {
      readonly keep?: (ctx: Ctx, input: never) => Promise<void>;
      readonly refused?: (ctx: Ctx, input: never, why: Problem) => Promise<void>;
      readonly run: (ctx: Ctx, input: never) => Promise<unknown>;
    })
  | (Omit<LedgerCommand, 'run'> & { readonly run: (ctx: QueryCtx, input: never) => Promise<unknown> })
  | (Omit<Query, 'run'> & { readonly run: (ctx: QueryCtx, input: never) => Promise<unknown> });

export function command<const Name extends string, Input extends TSchema, Output>(
  definition: Omit<Command<Name, Input, Output>, 'kind'>,
): Command<Name, Input, Output> {
  return { kind: 'command', ...definition };
}

export function ledgerCommand<const Name extends string, Input extends TSchema, Output>(
  definition: Omit<LedgerCommand<Name, Input, Output>, 'kind'>,
): LedgerCommand<Name, Input, Output> {
  return { kind: 'ledger-command', ...definition };
}

export function query<const Name extends string, Input extends TSchema, Output>(
  definition: Omit<Query<Name, Input, Output>, 'kind'>,
): Query<Name, Input, Output> {
  return { kind: 'query', ...definition };
}
