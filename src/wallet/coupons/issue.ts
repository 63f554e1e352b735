import { postWithin } from '../../ledger/ledger.ts';
import { actorName } from '../../platform/actor.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { queryable } from '../../platform/db.ts';
import { newId, shardOf } from '../../platform/id.ts';
import type { Localized } from '../../platform/localized.ts';
import { formatAmount } from '../../platform/money.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { providerAccountId, providerShard, transactionId } from '../account.ts';
import { sendNotice } from '../notices/send-notice.ts';
import { codeHash, codeOf } from './code.ts';
import type { CouponUse } from './contract.ts';

export interface NewCoupon {
  readonly asset: AssetFormat;
  readonly amount: bigint;
  readonly uses: readonly CouponUse[];
  readonly terms: Localized;
  readonly expiresAt: Date;
  /** Whose it is; without a person whoever knows its code may take it. */
  readonly personId?: string;
  /** Given to put a case right, or by a campaign. */
  readonly for: { readonly caseId: string } | { readonly campaign: string };
}

/**
 * Issues a coupon in the caller's transaction: what it may take is owed from now on. Redress pays for it where it puts a
 * case right, and the campaigns' account otherwise. It is never the only choice where money is due: who decides a case
 * offers it beside the money.
 */
export async function issueCouponWithin(ctx: Ctx, coupon: NewCoupon): Promise<{ readonly id: string }> {
  const { asset, amount, personId } = coupon;
  const shard = personId === undefined ? providerShard : shardOf(personId);
  const id = newId(shard);
  const isRedress = 'caseId' in coupon.for;
  const source = isRedress ? 'redress' : 'campaigns';
  const transfer = {
    kind: 'post',
    id: transactionId(`coupon ${id}`, shard),
    purpose: 'coupon-issue',
    reference: id,
    debit: providerAccountId(source, asset.code, shard),
    credit: providerAccountId('coupons', asset.code, shard),
    asset: asset.code,
    amount,
  } as const;
  const [result] = await postWithin(queryable(ctx.tx), [transfer], { now: ctx.now, shards: ctx.config.shards });
  assert(result && !('refused' in result), 'the provider may owe what he gives');
  await ctx.tx
    .insertInto('wallet.coupons')
    .values({
      shard,
      id,
      campaign: 'campaign' in coupon.for ? coupon.for.campaign : null,
      case_id: 'caseId' in coupon.for ? coupon.for.caseId : null,
      person_id: personId ?? null,
      claimed_at: personId === undefined ? null : ctx.now,
      asset: asset.code,
      amount,
      left: amount,
      uses: [...coupon.uses],
      terms_en: coupon.terms.en,
      terms_zh: coupon.terms['zh-CN'],
      source,
      state: 'open',
      issued_at: ctx.now,
      issued_by: actorName(ctx.actor),
      expires_at: coupon.expiresAt,
    })
    .execute();
  if (personId === undefined)
    await ctx.tx
      .insertInto('wallet.coupon_codes')
      .values({ code_hash: codeHash(codeOf(ctx.config, id)), coupon_id: id })
      .execute();
  else await tellOfCoupon(ctx, personId, id, coupon);
  return { id };
}

async function tellOfCoupon(ctx: Ctx, personId: string, id: string, { asset, amount, expiresAt }: NewCoupon) {
  // Written as every language reads it: the last day on which it holds.
  const until = new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.config.zone }).format(
    new Date(expiresAt.getTime() - 1),
  );
  await sendNotice(ctx, personId, {
    kind: 'coupons',
    key: `coupon ${id}`,
    subject: { en: 'You have a {brand} coupon of {amount}', 'zh-CN': '您获得一张 {amount} 的 {brand} 优惠券' },
    text: {
      en: 'A coupon of {amount} is in your wallet. It holds until {until}; its terms are on its page.',
      'zh-CN': '一张 {amount} 的优惠券已放入您的钱包，有效期至 {until}，使用条款见其页面。',
    },
    values: { amount: formatAmount(amount, asset), until },
    path: '/coupons',
  });
}
