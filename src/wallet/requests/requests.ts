import { personById } from '../../identity/identity.ts';
import type { Person } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Config } from '../../platform/config.ts';
import type { Database } from '../../platform/db.ts';
import { shardOf } from '../../platform/id.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { findAsset } from '../asset.ts';
import { linkToken, readLinkToken } from '../link-token.ts';
import { requestProblem } from './problems.ts';
import { requestState } from './request-state.ts';
import type { RequestState } from './request-state.ts';

/** What somebody asks another to pay. */
export interface PaymentRequest {
  readonly id: string;
  readonly personId: string;
  readonly asset: AssetFormat;
  /** Null: as much as the payer likes. */
  readonly amount: bigint | null;
  readonly note: string | null;
  readonly single: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly cancelledAt: Date | null;
  readonly payments: readonly { readonly transactionId: string; readonly amount: bigint; readonly at: Date }[];
  readonly state: RequestState;
}

/** A request as its owner sees it, with the link to send. */
export interface OwnRequest extends Omit<PaymentRequest, 'asset'> {
  readonly asset: string;
  readonly decimals: number;
  readonly link: string;
}

interface Reader {
  readonly db: Database;
  readonly config: Config;
  readonly now: Date;
}

/** Payments that are shown of one request. */
const paymentsMax = 200;

interface RequestRow {
  readonly id: string;
  readonly person_id: string;
  readonly asset: string;
  readonly amount: bigint | null;
  readonly note: string | null;
  readonly single: boolean;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly cancelled_at: Date | null;
}

async function withPayments({ db, config, now }: Reader, rows: readonly RequestRow[]): Promise<PaymentRequest[]> {
  const [first] = rows;
  if (first === undefined) return [];
  const paid = await db
    .selectFrom('wallet.request_payments')
    .select(['request_id', 'transfer_id', 'amount', 'paid_at'])
    .where('shard', '=', shardOf(first.id))
    .where(
      'request_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('paid_at', 'desc')
    .limit(paymentsMax)
    .execute();
  return rows.map((row) => {
    const { id, person_id: personId, amount, note, single } = row;
    const asset = findAsset(config, row.asset);
    assert(asset, 'a request is in an asset of the installation');
    const payments = paid
      .filter(({ request_id: of }) => of === id)
      .map((payment) => ({ transactionId: payment.transfer_id, amount: payment.amount, at: payment.paid_at }));
    const times = { createdAt: row.created_at, expiresAt: row.expires_at, cancelledAt: row.cancelled_at };
    const state = requestState({ single, payments: payments.length, ...times }, now);
    return { id, personId, asset, amount, note, single, ...times, payments, state };
  });
}

function selectRequests(db: Database) {
  return db
    .selectFrom('wallet.payment_requests')
    .select(['id', 'person_id', 'asset', 'amount', 'note', 'single', 'created_at', 'expires_at', 'cancelled_at']);
}

/** The request that a link names; throws `wallet.request-unknown`. */
export async function requestOfToken(reader: Reader, token: string): Promise<PaymentRequest> {
  const id = readLinkToken(reader.config.masterKey, 'request', token);
  return found(id === undefined ? undefined : await readRequest(reader, id));
}

function found(request: PaymentRequest | undefined): PaymentRequest {
  if (request === undefined) throw requestProblem('request-unknown');
  return request;
}

async function readRequest(reader: Reader, id: string): Promise<PaymentRequest | undefined> {
  const rows = await selectRequests(reader.db).where('shard', '=', shardOf(id)).where('id', '=', id).execute();
  return (await withPayments(reader, rows))[0];
}

/** A request, locked: whoever pays it or takes it back waits for the one before. Throws `wallet.request-unknown`. */
export async function lockRequest(ctx: Ctx, id: string): Promise<PaymentRequest> {
  await ctx.tx
    .selectFrom('wallet.payment_requests')
    .select('id')
    .where('shard', '=', shardOf(id))
    .where('id', '=', id)
    .forUpdate()
    .execute();
  return found(await readRequest({ ...ctx, db: ctx.tx }, id));
}

/** The same by its link. */
export async function lockRequestOfToken(ctx: Ctx, token: string): Promise<PaymentRequest> {
  const id = readLinkToken(ctx.config.masterKey, 'request', token);
  if (id === undefined) throw requestProblem('request-unknown');
  return lockRequest(ctx, id);
}

/** Throws the Problem that says why a request cannot be paid or taken back any more. */
export function demandOpen({ state, expiresAt }: PaymentRequest): void {
  if (state !== 'open')
    throw requestProblem(`request-${state}`, {
      until: expiresAt.toISOString().slice(0, 16).replace('T', ' ') + ' UTC',
    });
}

/** A person's own request by its id; throws `wallet.request-unknown`. */
export async function ownRequest(reader: Reader, personId: string, id: string): Promise<OwnRequest> {
  const request = shardOf(id) === shardOf(personId) ? await readRequest(reader, id) : undefined;
  if (request?.personId !== personId) throw requestProblem('request-unknown');
  return toOwn(reader.config, request);
}

/** Requests that are shown, newest first. */
const requestsMax = 100;

export async function ownRequests(reader: Reader, personId: string): Promise<OwnRequest[]> {
  const rows = await selectRequests(reader.db)
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .orderBy('id', 'desc')
    .limit(requestsMax)
    .execute();
  return (await withPayments(reader, rows)).map((request) => toOwn(reader.config, request));
}

function toOwn(config: Config, { asset, ...request }: PaymentRequest): OwnRequest {
  const link = `${config.publicUrl}/pay/${linkToken(config.masterKey, 'request', request.id)}`;
  return { ...request, asset: asset.code, decimals: asset.decimals, link };
}

/** Whoever asks for the money. */
export async function requesterOf({ db }: { readonly db: Database }, { personId }: PaymentRequest): Promise<Person> {
  const person = await personById(db, personId);
  assert(person, 'a request is a person’s');
  return person;
}
