import { Temporal } from 'temporal-polyfill';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { actorName, hasRole } from '../../platform/actor.ts';
import { command, input } from '../../platform/command.ts';
import type { Ctx } from '../../platform/command.ts';
import type { AssetFormat } from '../../platform/money.ts';
import { readAsset } from '../payment.ts';
import { readDay } from '../read-day.ts';
import { basisPointsMax, feeKinds, isFree } from './fee.ts';
import type { FeeRule } from './fee.ts';
import { readFee } from './read-fee.ts';
import { feeProblem } from './problems.ts';

const amountField = Type.Optional(
  Type.String({ maxLength: 80, description: 'Decimal, such as 0.30; nothing where absent' }),
);

const ruleFields = input({
  kind: Type.Enum(feeKinds),
  asset: Type.String({ minLength: 1, maxLength: 20 }),
  flat: amountField,
  basisPoints: Type.Optional(
    Type.Integer({ minimum: 0, maximum: basisPointsMax, description: 'Hundredths of a per cent of the amount' }),
  ),
  minimum: amountField,
  maximum: amountField,
});

const rulesMax = 400;

export const publishFees = command({
  name: 'wallet.publish-fees',
  summary:
    'Publishes the next version of the fee table, whole, with the day from which it applies; what it does not name is free.',
  rest: 'POST /fees',
  can: (actor) => hasRole(actor, 'admin'),
  input: input({
    from: Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}$',
      description: 'The day of its beginning, in the zone of the site',
    }),
    rules: Type.Array(ruleFields, { maxItems: rulesMax }),
  }),
  run: async (ctx, { from, rules: given }) => {
    const rules = readRules(ctx, given);
    const { version, effectiveFrom: lastBegin } = await lockLast(ctx);
    const effectiveFrom = readBegin(ctx, from, lastBegin);
    const next = version + 1;
    ctx.about(`fee-table:${next}`);
    await ctx.tx
      .insertInto('wallet.fee_tables')
      .values({
        version: next,
        effective_from: effectiveFrom,
        published_at: ctx.now,
        published_by: actorName(ctx.actor),
      })
      .execute();
    if (rules.length > 0)
      await ctx.tx
        .insertInto('wallet.fee_rules')
        .values(
          rules.map(({ kind, asset, flat, basisPoints, minimum, maximum }) => ({
            version: next,
            kind,
            asset,
            flat,
            basis_points: basisPoints,
            minimum,
            maximum,
          })),
        )
        .execute();
    return { version: next, effectiveFrom };
  },
});

/** The last version, locked: two that publish at once follow each other. */
async function lockLast({ tx }: Ctx): Promise<{ readonly version: number; readonly effectiveFrom: Date }> {
  await tx.selectFrom('wallet.fee_tables').select('version').where('version', '=', 1).forUpdate().execute();
  return tx
    .selectFrom('wallet.fee_tables')
    .select(['version', 'effective_from as effectiveFrom'])
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** The start of a day that has not begun, so that no fee changes under a payment that is being checked. */
function readBegin({ config, now }: Ctx, typed: string, lastBegin: Date): Date {
  const { zone } = config;
  const day = readDay(typed, '/from');
  const begin = (of: Temporal.PlainDate): Date => new Date(of.toZonedDateTime(zone).epochMilliseconds);
  const tomorrow = Temporal.Instant.from(now.toISOString()).toZonedDateTimeISO(zone).toPlainDate().add({ days: 1 });
  const last = Temporal.Instant.from(lastBegin.toISOString()).toZonedDateTimeISO(zone).toPlainDate();
  const earliest = Temporal.PlainDate.compare(last, tomorrow) > 0 ? last : tomorrow;
  if (Temporal.PlainDate.compare(day, earliest) >= 0) return begin(day);
  const values = { earliest: earliest.toString() };
  throw feeProblem('fee-day-too-early', values, [
    { pointer: '/from', detail: feeProblem('fee-day-too-early').text.detail },
  ]);
}

type GivenRule = Static<typeof ruleFields>;

function readRules(ctx: Ctx, given: readonly GivenRule[]): FeeRule[] {
  const seen = new Set<string>();
  return given
    .map((rule, place) => {
      const { kind, asset } = rule;
      if (seen.has(`${kind} ${asset}`)) throw feeProblem('fee-rule-twice', { kind, asset });
      seen.add(`${kind} ${asset}`);
      return readRule(rule, readAsset(ctx, asset), `/rules/${place}`);
    })
    .filter((rule) => !isFree(rule));
}

function readRule(
  { kind, asset, flat, basisPoints = 0, minimum, maximum }: GivenRule,
  format: AssetFormat,
  pointer: string,
): FeeRule {
  const amount = (typed: string | undefined, field: string): bigint => readFee(typed, format, `${pointer}/${field}`);
  const rule: FeeRule = {
    kind,
    asset,
    flat: amount(flat, 'flat'),
    basisPoints,
    minimum: amount(minimum, 'minimum'),
    maximum: maximum === undefined || maximum.trim() === '' ? null : amount(maximum, 'maximum'),
  };
  if (rule.maximum !== null && rule.maximum < rule.minimum) throw feeProblem('fee-rule-order', { kind, asset });
  return rule;
}
