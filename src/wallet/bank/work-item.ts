import { sql } from 'kysely';
import type { Ctx } from '../../platform/command.ts';
import { actorName } from '../../platform/actor.ts';
import { newId } from '../../platform/id.ts';
import type { Localized } from '../../platform/localized.ts';
import { providerShard } from '../account.ts';

/** What the money outside leaves for a person, beside single bank lines: what happened, and what to do. */
export const workItemKinds = {
  'late-notification': {
    title: { en: 'A notification that no statement confirmed', 'zh-CN': '收支通知迟迟未被对账单确认' },
    todo: {
      en: 'The bank told of {count} movements in notification {id}, and no statement has booked them in time. Ask the bank for the statement; if the money never came, take back what was credited.',
      'zh-CN':
        '银行在通知 {id} 中告知了 {count} 笔款项，但至今没有对账单予以确认。请向银行索取对账单；若款项确未到账，请冲回已入账金额。',
    },
  },
  'statement-gap': {
    title: { en: 'A statement is missing', 'zh-CN': '缺少一份对账单' },
    todo: {
      en: 'Statement {before} of {account} closes with another balance than statement {after} opens with. Ask the bank for what lies between and upload it.',
      'zh-CN': '账户 {account} 的对账单 {before} 期末余额与 {after} 期初余额不一致。请向银行索取中间的对账单并上传。',
    },
  },
  'bank-answer': {
    title: { en: 'The bank’s answer does not fit', 'zh-CN': '银行答复与记录不符' },
    todo: {
      en: 'In report {report} the bank says {status} of {about} ({kind}; with us it is {state}). Nothing was changed. Ask the bank which is right; never pay the same withdrawal again.',
      'zh-CN':
        '银行在报告 {report} 中对 {about} 的状态为 {status}（{kind}；我方状态为 {state}）。未作任何变更。请向银行核实，切勿重复支付同一笔提现。',
    },
  },
  'books-differ': {
    title: { en: 'Books and outside differ', 'zh-CN': '账面与外部余额不一致' },
    todo: {
      en: 'The books say {books} at {place}, outside it is {outside}, and nothing explains the difference of {difference}. Look at the last statements and the work list.',
      'zh-CN': '{place} 账面为 {books}，外部为 {outside}，差额 {difference} 无法解释。请查看最近的对账单和待办列表。',
    },
  },
} as const satisfies Record<string, { readonly title: Localized; readonly todo: Localized }>;
export type WorkItemKind = keyof typeof workItemKinds;

export interface NewWorkItem {
  readonly kind: WorkItemKind;
  /** What it is about: one thing is on the list once at a time. */
  readonly subject: string;
  /** The places of the kind's sentence. */
  readonly facts: Readonly<Record<string, string>>;
  readonly asset: string | null;
  readonly amount: bigint | null;
}

/** Puts something on the list, unless it is there; what is there is brought up to date. */
export async function raiseWorkItem(ctx: Pick<Ctx, 'tx' | 'now'>, item: NewWorkItem): Promise<void> {
  const { kind, subject, facts, asset, amount } = item;
  await sql`insert into wallet.work_items (shard, id, kind, subject, facts, asset, amount, raised_at)
    values (${providerShard}, ${newId(providerShard)}, ${kind}, ${subject}, ${JSON.stringify(facts)}::jsonb, ${asset}, ${amount}, ${ctx.now})
    on conflict (shard, kind, subject) where closed_at is null do update set facts = excluded.facts, amount = excluded.amount`.execute(
    ctx.tx,
  );
}

/** Takes off the list what is settled by itself: every open item of a kind whose subject is not among these. */
export async function closeOthers(
  ctx: Pick<Ctx, 'tx' | 'now' | 'actor'>,
  kind: WorkItemKind,
  { still, among, because }: { readonly still: readonly string[]; readonly among?: string; readonly because: string },
): Promise<void> {
  await sql`update wallet.work_items set closed_at = ${ctx.now}, closed_by = ${actorName(ctx.actor)}, closed_because = ${because}
    where shard = ${providerShard} and kind = ${kind} and closed_at is null and not (subject = any(${still}::text[]))
      and starts_with(subject, ${among ?? ''})`.execute(ctx.tx);
}
