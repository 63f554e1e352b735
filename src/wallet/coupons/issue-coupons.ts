import { Type } from 'typebox';
import { hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import { findRecipient, readAmount, readAsset } from '../payment.ts';
import { knownPeriod, readFutureDay } from '../statements/period.ts';
import { couponUses } from './contract.ts';
import { issueCouponWithin } from './issue.ts';
import { couponProblem } from './problems.ts';

/** Coupons that one call may issue. */
const countMax = 1000;

const text = (lengthMax: number, description: string) =>
  Type.String({ minLength: 1, maxLength: lengthMax, description });

export const issueCoupons = command({
  name: 'wallet.issue-coupons',
  summary:
    'Issues coupons of a campaign: as many codes as are asked for, or one to each of some customers. What they may take is owed from then on.',
  rest: 'POST /coupons',
  can: (actor) => hasRole(actor, 'supervisor', 'admin'),
  input: input({
    campaign: text(60, 'What the campaign is called among staff'),
    asset: text(20, 'An asset’s code'),
    amount: text(80, 'Decimal, of each coupon'),
    uses: Type.Array(Type.Enum([...couponUses]), { minItems: 1, uniqueItems: true }),
    termsEn: text(2000, 'Terms in English'),
    termsZh: text(2000, 'Terms in Chinese'),
    lastDay: text(20, 'The last day on which they hold, `2026-12-31`'),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: countMax })),
    people: Type.Optional(
      Type.Array(Type.String({ minLength: 1, maxLength: 254 }), {
        maxItems: countMax,
        description: 'E-mail addresses or handles',
      }),
    ),
  }),
  run: async (ctx, given): Promise<{ readonly campaign: string; readonly issued: number }> => {
    const asset = readAsset(ctx, given.asset);
    const amount = readAmount(given.amount, asset);
    const expiresAt = readExpiry(ctx, given.lastDay);
    const holders = await readHolders(ctx, given);
    const campaign = given.campaign.trim();
    ctx.about(`campaign:${campaign}`);
    for (const personId of holders)
      await issueCouponWithin(ctx, {
        asset,
        amount,
        uses: given.uses,
        terms: { en: given.termsEn.trim(), 'zh-CN': given.termsZh.trim() },
        expiresAt,
        for: { campaign },
        ...(personId === undefined ? {} : { personId }),
      });
    return { campaign, issued: holders.length };
  },
});

function readExpiry({ config, now }: Ctx, lastDay: string): Date {
  const day = readFutureDay(lastDay, '/lastDay', config.zone, now);
  if (day === undefined)
    throw couponProblem('coupon-expiry', {}, [
      { pointer: '/lastDay', detail: couponProblem('coupon-expiry').text.detail },
    ]);
  return knownPeriod({ from: day, to: day }, config.zone).endsAt;
}

/** Whose each coupon is; undefined where it has a code instead. */
async function readHolders(
  ctx: Ctx,
  { count, people }: { readonly count?: number | undefined; readonly people?: readonly string[] | undefined },
): Promise<readonly (string | undefined)[]> {
  const named = people ?? [];
  if ((count === undefined) === (named.length === 0)) throw couponProblem('coupon-for-whom');
  if (count !== undefined) return Array.from({ length: count }, () => undefined);
  const found = new Set<string>();
  for (const to of named) found.add((await findRecipient({ db: ctx.tx, config: ctx.config }, to)).id);
  return [...found];
}
