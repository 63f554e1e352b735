import { sql } from 'kysely';
import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { newId, shardOf } from '../../platform/id.ts';
import { personIdOf, readAmount, readAsset, readMemo } from '../payment.ts';
import { requestProblem } from './problems.ts';
import { ownRequest } from './requests.ts';

const daysDefault = 30;
const daysMax = 365;
const dayMs = 86_400_000;

/** Requests that one person may have open at once. */
const openMax = 100;

export const createRequest = command({
  name: 'wallet.create-request',
  summary: 'Asks for money by a link: an amount or as much as the payer likes, once or from many, until it expires.',
  rest: 'POST /payment-requests',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({
    asset: Type.String({ minLength: 1, maxLength: 20 }),
    amount: Type.Optional(
      Type.String({ maxLength: 80, description: 'Decimal, such as 12.50; absent: the payer chooses' }),
    ),
    note: Type.Optional(
      Type.String({ maxLength: 2000, description: 'What it is for, 140 characters at the most; the payer sees it' }),
    ),
    many: Type.Optional(Type.Boolean({ description: 'Whether it may be paid more than once' })),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: daysMax, description: `Days until it expires, ${daysDefault} where absent` }),
    ),
  }),
  run: async (ctx, { asset: code, amount, note, many = false, days = daysDefault }) => {
    const personId = personIdOf(ctx.actor);
    const asset = readAsset(ctx, code);
    const shard = shardOf(personId);
    const id = newId(shard);
    ctx.about(`request:${id}`);
    const open = await countOpen(ctx, personId);
    if (open >= openMax) throw requestProblem('requests-too-many', { limit: String(openMax) });
    await ctx.tx
      .insertInto('wallet.payment_requests')
      .values({
        shard,
        id,
        person_id: personId,
        asset: asset.code,
        amount: amount === undefined ? null : readAmount(amount, asset),
        note: readMemo(note, '/note') ?? null,
        single: !many,
        created_at: ctx.now,
        expires_at: new Date(ctx.now.getTime() + days * dayMs),
        cancelled_at: null,
      })
      .execute();
    return ownRequest({ ...ctx, db: ctx.tx }, personId, id);
  },
});

async function countOpen({ tx, now }: Ctx, personId: string): Promise<number> {
  const shard = shardOf(personId);
  const { rows } = await sql<{ open: number }>`
    select count(*)::integer as open from wallet.payment_requests r
    where shard = ${shard} and person_id = ${personId} and cancelled_at is null and expires_at > ${now}
      and not exists (select from wallet.request_payments p where p.shard = ${shard} and p.request_id = r.id and p.single)`.execute(
    tx,
  );
  return rows[0]?.open ?? 0;
}
