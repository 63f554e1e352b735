import { Type } from 'typebox';
import type { Static } from 'typebox';
import { command, input } from '../platform/command.ts';
import type { Ctx } from '../platform/command.ts';
import { assert } from '../platform/assert.ts';
import { formatAmount } from '../platform/money.ts';
import { payRedressWithin } from '../wallet/wallet.ts';
import { packOf } from './case-clocks.ts';
import { hashOf } from './case-secrets.ts';
import { judge } from './case-state.ts';
import type { Money, Redress } from './case-state.ts';
import { lockCase } from './case-store.ts';
import type { FoundCase } from './case-store.ts';
import { changeCase, refusedBecause } from './change-case.ts';
import { readClocks } from './clock-view.ts';
import { staffNote, staffReply, worksCases } from './desk.ts';
import { greet, writeDay, writeLetter } from './letters/letter.ts';
import { readMoney } from './money.ts';
import { compensationForms, describeOutcome, outcomes } from './outcome.ts';
import type { Outcome } from './outcome.ts';
import { complaintsProblem } from './problems.ts';
import { moneyField, numberField, reasonField, textField, versionField } from './schemas.ts';
import { refuseStale } from './stale.ts';

/** How long a decision can be disagreed with, in days; then the case is closed. */
const disagreementDaysMax = 60;

/** The outcomes that end a case by a handler's decision; provisional credit does not end one. */
const plainOutcome = Type.Union([
  Type.Literal('resolved_accepted'),
  Type.Literal('explained_no_fault'),
  Type.Literal('upheld_full'),
  Type.Literal('upheld_part'),
  Type.Literal('goodwill_without_acceptance'),
]);
const compensationForm = Type.Union([
  Type.Literal('refund'),
  Type.Literal('credit'),
  Type.Literal('fee_reversal'),
  Type.Literal('interest'),
]);
const outcomeField = Type.Union([
  Type.Object({ kind: plainOutcome }, { additionalProperties: false }),
  Type.Object({ kind: Type.Literal('compensated'), form: compensationForm }, { additionalProperties: false }),
  Type.Object(
    { kind: Type.Literal('inadmissible'), reason: Type.String({ minLength: 3, maxLength: 500 }) },
    { additionalProperties: false },
  ),
]);

/** Decision, money and letter commit together or not at all. */
export const decideCase = command({
  name: 'complaints.decide-case',
  summary:
    'Decides a case: the outcome is recorded, redress is on the ledger, and the letter goes out, in one transaction.',
  rest: 'POST /cases/{number}/decision',
  can: worksCases,
  input: input({
    number: numberField,
    version: versionField,
    outcome: outcomeField,
    redress: Type.Optional(
      Type.Object({ form: compensationForm, ...moneyField.properties }, { additionalProperties: false }),
    ),
    letter: textField,
    reason: reasonField,
  }),
  run: async (ctx, { number, version, outcome, redress, letter, reason }) => {
    const found = await lockCase(ctx, number);
    await refuseStale(ctx, found, version);
    const verdict = judge(found.record, 'decide-case', found.party, ctx.now);
    if (verdict !== 'yes') throw refusedBecause(verdict);
    const money = readRedress(ctx, outcome, redress);
    const paid = money === null ? null : await pay(ctx, found, money);
    const disagreeUntil = new Date(ctx.now.getTime() + disagreementDaysMax * 86_400_000);
    const text = await writeDecision(ctx, found, { outcome, letter, paid, disagreeUntil });
    const attempt = {
      act: 'decide-case',
      outcome,
      policy: policyOf(found),
      redress: paid?.redress ?? null,
      disagreeUntil,
      reasonHash: hashOf(reason),
      textHash: hashOf(text),
    } as const;
    const { record } = await changeCase(ctx, found, attempt, [
      staffNote(ctx, 'reason', reason),
      staffReply(ctx, 'decision', text),
    ]);
    return {
      number: found.row.number,
      version: record.version,
      transaction: paid?.redress.transfer ?? null,
      reference: paid?.reference ?? null,
    };
  },
});

type RedressInput = Static<typeof moneyField> & { readonly form: Static<typeof compensationForm> };
type RedressOrder = Money & { readonly form: Static<typeof compensationForm> };

function readRedress(ctx: Ctx, outcome: Outcome, redress: RedressInput | undefined): RedressOrder | null {
  if (redress === undefined && outcome.kind === 'compensated') throw complaintsProblem('redress-needed');
  if (redress === undefined) return null;
  if (!outcomes[outcome.kind].mayPay) throw complaintsProblem('redress-not-allowed');
  return { form: redress.form, ...readMoney(ctx.config, redress, '/redress') };
}

interface Paid {
  readonly redress: Redress;
  readonly reference: string;
}

async function pay(ctx: Ctx, { row, record }: FoundCase, { form, asset, amount }: RedressOrder): Promise<Paid> {
  if (record.person === null || !record.verified) throw refusedBecause('no-wallet');
  const kind = form === 'refund' ? 'refund' : 'credit';
  const of = kind === 'refund' && record.transaction !== null ? { of: record.transaction } : {};
  const { transactionId, reference } = await payRedressWithin(ctx, {
    caseId: row.id,
    personId: record.person,
    asset,
    amount,
    kind,
    ...of,
    key: `decision ${record.version + 1}`,
  });
  return { redress: { form, asset, amount, transfer: transactionId }, reference };
}

interface Decision {
  readonly outcome: Outcome;
  readonly letter: string;
  readonly paid: Paid | null;
  readonly disagreeUntil: Date;
}

async function writeDecision(
  ctx: Ctx,
  { row }: FoundCase,
  { outcome, letter, paid, disagreeUntil }: Decision,
): Promise<string> {
  const { locale } = row;
  const clocks = await readClocks(ctx.tx, row, ctx.now);
  const doors = new Set(clocks.flatMap(({ door }) => (door === null ? [] : [door[locale]])));
  return writeLetter('decision', locale, {
    greeting: greet(row.name, locale),
    number: row.number,
    outcome: describeOutcome(outcome)[locale],
    text: letter,
    redress:
      paid === null
        ? null
        : {
            amount: writeAmount(ctx, paid.redress),
            form: compensationForms[paid.redress.form][locale],
            reference: paid.reference,
          },
    disagreeUntil: writeDay(disagreeUntil.toISOString().slice(0, 10), locale),
    doors: [...doors],
  });
}

function writeAmount({ config }: Ctx, { asset, amount }: Money): string {
  const format = config.assets.find(({ code }) => code === asset);
  assert(format !== undefined, 'redress is paid in an asset of ours');
  return formatAmount(amount, format);
}

/** The rules that a decision relied on, by pack and version. */
function policyOf({ record }: FoundCase): string {
  return record.packs.map((id) => `${id}@${packOf(id).version}`).join(' ');
}
