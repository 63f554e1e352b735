import { findByEmail, findByHandle, personById } from '../identity/identity.ts';
import type { Person } from '../identity/identity.ts';
import type { Actor } from '../platform/actor.ts';
import type { QueryCtx } from '../platform/command.ts';
import type { AssetFormat } from '../platform/money.ts';
import { parseAmount } from '../platform/money.ts';
import type { Localized } from '../platform/localized.ts';
import type { Problem } from '../platform/problem.ts';
import { findAsset } from './asset.ts';
import { quoteFee } from './fees/fee-tables.ts';
import type { FeeQuote } from './fees/fee-tables.ts';
import { parseLink } from './link.ts';
import { readLinkToken } from './link-token.ts';
import { problem } from './problems.ts';
import { requestProblem } from './requests/problems.ts';

/** Characters of a note at the most, as a reader counts them. */
const memoLengthMax = 140;

const memoUnitsMax = 1000;

/** When a payment between people arrives. */
export const arrival: Localized = { en: 'At once', 'zh-CN': '即时到账' };

export interface PaymentInput {
  readonly to: string;
  readonly asset: string;
  readonly amount: string;
  readonly memo?: string | undefined;
}

export interface Payment {
  readonly senderId: string;
  readonly recipient: Person;
  readonly asset: AssetFormat;
  readonly amount: bigint;
  readonly memo: string | undefined;
  /** What it costs the sender on top of the amount. */
  readonly quote: FeeQuote;
}

type ProblemName = Parameters<typeof problem>[0];

/** A problem that also marks the field it is about. */
function atField(pointer: string, name: ProblemName, values: Readonly<Record<string, string>> = {}): Problem {
  const { text } = problem(name);
  const detail: Localized = text.detail;
  return problem(name, values, [{ pointer, detail }]);
}

/** A typed amount in minor units; throws the `amount-…` Problems. */
export function readAmount(typed: string, asset: AssetFormat, pointer = '/amount'): bigint {
  const amount = parseAmount(typed, asset.decimals);
  if (typeof amount === 'bigint') return amount;
  if (amount === 'not-a-number' && /^\s*[-−]/.test(typed)) throw atField(pointer, 'amount-not-positive');
  throw atField(pointer, `amount-${amount}`, { asset: asset.code, decimals: String(asset.decimals) });
}

/** The asset of a code; throws `wallet.asset-unknown`. */
export function readAsset(ctx: Pick<QueryCtx, 'config'>, code: string): AssetFormat {
  const asset = findAsset(ctx.config, code);
  if (asset === undefined)
    throw atField('/asset', 'asset-unknown', {
      asset: code.slice(0, 20),
      assets: ctx.config.assets.map(({ code: known }) => known).join(', '),
    });
  return asset;
}

const characters = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** A typed note in one line; throws `wallet.memo-too-long`. */
export function readMemo(typed: string | undefined, pointer = '/memo'): string | undefined {
  const memo =
    typed
      ?.toWellFormed()
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim() ?? '';
  // A character may be made of any number of marks; the books keep so many units of them.
  const length = Math.max([...characters.segment(memo)].length, memo.length > memoUnitsMax ? memo.length : 0);
  if (length > memoLengthMax)
    throw atField(pointer, 'memo-too-long', { limit: String(memoLengthMax), length: String(length) });
  return memo === '' ? undefined : memo;
}

/** Whose wallet an e-mail address, a handle or the link of a page for receiving names; throws `wallet.recipient-unknown`. */
export async function findRecipient(ctx: Pick<QueryCtx, 'db' | 'config'>, to: string): Promise<Person> {
  const typed = to
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, '')
    .trim();
  const person = await findPerson(ctx, typed);
  if (person?.roles.includes('customer') !== true)
    throw atField('/to', 'recipient-unknown', { to: typed.slice(0, 80) });
  return person;
}

async function findPerson({ db, config }: Pick<QueryCtx, 'db' | 'config'>, typed: string): Promise<Person | undefined> {
  const link = parseLink(typed);
  if (link?.purpose === 'request') throw requestProblem('recipient-is-request');
  if (link) {
    const id = readLinkToken(config.masterKey, 'payee', link.token);
    return id === undefined ? undefined : personById(db, id);
  }
  return typed.indexOf('@') > 0 ? findByEmail(db, typed) : findByHandle(db, typed);
}

/** Reads what a person asks to pay; throws the Problem of the first thing that is wrong. */
export async function readPayment(ctx: QueryCtx, input: PaymentInput): Promise<Payment> {
  const asset = readAsset(ctx, input.asset);
  const amount = readAmount(input.amount, asset);
  const memo = readMemo(input.memo);
  const recipient = await findRecipient(ctx, input.to);
  const senderId = personIdOf(ctx.actor);
  if (recipient.id === senderId) throw atField('/to', 'recipient-is-self');
  const quote = await quoteFee(ctx, { kind: 'payment', asset: asset.code, amount });
  return { senderId, recipient, asset, amount, memo, quote };
}

/** The signed-in person; throws `wallet.no-wallet` for anybody else. */
export function personIdOf(actor: Actor): string {
  if (actor.kind !== 'person') throw problem('no-wallet');
  return actor.id;
}
