import { sql } from 'kysely';
import type { Static, TSchema } from 'typebox';
import type { Actor } from './actor.ts';
import { actorName } from './actor.ts';
import { assert } from './assert.ts';
import type { Clock } from './clock.ts';
import type { Call, Ctx, Job, Operation } from './command.ts';
import type { Config } from './config.ts';
import { equalBytes, sha256 } from './crypto.ts';
import type { Database, Tx } from './db.ts';
import { newId } from './id.ts';
import { toJson } from './json.ts';
import type { Locale } from './localized.ts';
import { putOutgoing } from './outbox.ts';
import { Problem } from './problem.ts';
import { platformProblem } from './problems.ts';
import { parse } from './validate.ts';

/** Who calls, and how he reads. */
export interface Caller {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly requestId: string;
  readonly idempotencyKey?: string | undefined;
}

export type NameOf<Operations> = Operations extends { readonly name: infer Name extends string } ? Name : never;
type Named<Operations, Name extends string> = Extract<Operations, { readonly name: Name }>;
export type InputOf<Operations, Name extends string> =
  Named<Operations, Name> extends { readonly input: infer Schema extends TSchema } ? Static<Schema> : never;
/** An operation's input as it is given: a field that may be absent may be `undefined` as well, as a form gives it where it was left empty. */
export type GivenOf<Operations, Name extends string> = Optional<InputOf<Operations, Name>>;
type Optional<Input> = Input extends object
  ? {
      readonly [Key in keyof Input]: object extends Pick<Input, Key>
        ? Optional<Input[Key]> | undefined
        : Optional<Input[Key]>;
    }
  : Input;
export type OutputOf<Operations, Name extends string> =
  Named<Operations, Name> extends { readonly run: (...given: never[]) => Promise<infer Output> } ? Output : never;

/** The one way into the domain: every door (HTTP, pages, jobs, channels, the command line, tests) calls operations through it. */
export interface Door<Operations> {
  /** Runs an operation by its name: may he, parse, run, one line of history, commit. Throws a `Problem`. */
  call<Name extends NameOf<Operations>>(
    name: Name,
    input: GivenOf<Operations, Name>,
    caller: Caller,
  ): Promise<OutputOf<Operations, Name>>;
  /** The same for a name and an input that come from outside; the input is parsed either way. */
  callUntyped(name: string, input: unknown, caller: Caller): Promise<unknown>;
}

export interface DoorOptions<Operations> {
  readonly operations: readonly Operations[];
  readonly db: Database;
  readonly clock: Clock;
  readonly config: Config;
}

export function systemCaller(name: string, requestId: string): Caller {
  return { actor: { kind: 'system', name }, locale: 'en', requestId };
}

export function createDoor<Operations extends Operation>({
  operations,
  db,
  clock,
  config,
}: DoorOptions<Operations>): Door<Operations> {
  const byName = new Map<string, Operation>(operations.map((operation) => [operation.name, operation]));
  assert(byName.size === operations.length, 'two operations have the same name');

  async function callUntyped(name: string, given: unknown, caller: Caller): Promise<unknown> {
    const operation = byName.get(name);
    if (operation === undefined) throw platformProblem('unknown-operation');
    admit(operation, caller.actor);
    // oxlint-disable-next-line typescript/consistent-type-assertions -- just parsed by this operation's own schema
    const input = parse(operation.input, withoutUndefined(given)) as never;
    const call: Call = { ...caller, now: clock.now(), config };
    if (operation.kind !== 'command') return operation.run({ ...call, db }, input);
    const inTransaction = async <Result>(run: (ctx: CommandCtx) => Promise<Result>): Promise<Result> =>
      retryDeadlocks(() => db.transaction().execute(async (tx) => run(createCtx(call, tx))));
    const { keep, refused } = operation;
    if (keep !== undefined) await inTransaction((ctx) => keep(ctx, input));
    try {
      return await inTransaction((ctx) => runCommand(operation, ctx, input));
    } catch (error) {
      if (refused !== undefined && error instanceof Problem) await inTransaction((ctx) => refused(ctx, input, error));
      throw error;
    }
  }
  // oxlint-disable-next-line typescript/consistent-type-assertions -- `call` is the same function, told the operations' types
  return { call: callUntyped as Door<Operations>['call'], callUntyped };
}

/** Lets an actor try an operation at all, or throws. */
function admit(operation: Operation, actor: Actor): void {
  if (actor.kind === 'merchant') {
    const { scope } = operation;
    if (scope === undefined) throw platformProblem('not-for-keys');
    if (!actor.scopes.includes(scope)) throw platformProblem('key-lacks-scope', { scope });
  }
  if (!operation.can(actor)) throw platformProblem(actor.kind === 'guest' ? 'not-signed-in' : 'not-allowed');
}

/** Whose idempotency keys they are: a merchant's stay the same when he changes his API key. */
function keyOwner(actor: Actor): string {
  return actor.kind === 'merchant' ? `merchant:${actor.merchantId}` : actorName(actor);
}

function withoutUndefined(given: unknown): unknown {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given;
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

type CommandCtx = Ctx & { readonly subject: () => string | null };

function createCtx(call: Call, tx: Tx): CommandCtx {
  let subject: string | null = null;
  return {
    ...call,
    tx,
    about: (named) => {
      subject = named;
    },
    subject: () => subject,
    enqueue: (job) => enqueue(tx, job),
    send: (outgoing) => putOutgoing(tx, outgoing, call.now),
  };
}

type AnyCommand = Extract<Operation, { kind: 'command' }>;

async function runCommand(operation: AnyCommand, ctx: CommandCtx, input: never): Promise<unknown> {
  const key = ctx.idempotencyKey === undefined ? undefined : `${keyOwner(ctx.actor)} ${ctx.idempotencyKey}`;
  const hash = key === undefined ? undefined : sha256(`${operation.name} ${toJson(input)}`);
  if (key !== undefined && hash !== undefined) {
    const first = await claimKey(ctx, key, operation.name, hash);
    if (first !== undefined && operation.shownOnce === true) throw platformProblem('answered-once');
    if (first !== undefined) return first.response;
  }
  const output = await operation.run(ctx, input);
  const history = {
    id: newId(0),
    at: ctx.now,
    operation: operation.name,
    actor: actorName(ctx.actor),
    subject: ctx.subject(),
    request_id: ctx.requestId,
  };
  await ctx.tx.insertInto('platform.history').values(history).execute();
  if (key !== undefined && operation.shownOnce !== true)
    await ctx.tx
      .updateTable('platform.idempotency_keys')
      .set({ response: toJson(output) })
      .where('key', '=', key)
      .execute();
  return output;
}

/** Claims the key for this request; a repeat waits for the first to commit and gets its answer. */
async function claimKey(
  ctx: Ctx,
  key: string,
  operation: string,
  hash: Buffer,
): Promise<{ response: unknown } | undefined> {
  const claimed = await ctx.tx
    .insertInto('platform.idempotency_keys')
    .values({ key, operation, request_hash: hash, created_at: ctx.now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst();
  if (claimed !== undefined) return undefined;
  const first = await ctx.tx
    .selectFrom('platform.idempotency_keys')
    .select(['request_hash', 'response'])
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!equalBytes(first.request_hash, hash)) throw platformProblem('idempotency-key-reused');
  return { response: first.response };
}

async function enqueue(tx: Tx, { name, payload, runAt, key, attemptsMax }: Job): Promise<void> {
  await sql`select graphile_worker.add_job(${name}::text, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz,
    max_attempts => ${attemptsMax ?? null}::integer, job_key => ${key ?? null}::text)`.execute(tx);
}

const deadlockRetriesMax = 5;

/** A command does nothing outside its transaction, so one that PostgreSQL undid (deadlock 40P01, serialization 40001) runs again. */
async function retryDeadlocks<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if ((code !== '40P01' && code !== '40001') || attempt >= deadlockRetriesMax) throw error;
    }
  }
}
