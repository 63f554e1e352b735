import { personById } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { formatAmount } from '../../platform/money.ts';
import { readAsset } from '../payment.ts';
import { maskName } from '../masked-name.ts';
import { mailNotice } from '../notices/send-notice.ts';
import type { Notice } from '../notices/send-notice.ts';
import { referenceOf } from '../transaction.ts';
import type { Recall } from './recalls.ts';

type Letter = Pick<Notice, 'subject' | 'text'>;

/** The sender's words are on the page, never in a mail: a mail of ours carries no stranger's text. */
const letters = {
  asked: {
    subject: { en: '{other} asks about a payment to you', 'zh-CN': '{other} 想了解一笔付给您的款项' },
    text: {
      en: '{other} asks whether {amount}, paid to you on {day} ({reference}), came to you by mistake.\n\nYou can return all of it or a part, or decline and say why. You decide; nothing moves by itself. Please answer by {until} on the page of the payment.\n\nReturn money only there, never to an account that somebody names to you.',
      'zh-CN':
        '{other} 想确认 {day} 付给您的 {amount}（{reference}）是否付错了人。\n\n您可以全部退回、部分退回，或拒绝并说明原因。由您决定，款项不会自动变动。请在 {until} 前在交易页面答复。\n\n请只在该页面退款，不要转到他人提供的账户。',
    },
  },
  declined: {
    subject: { en: 'Your payment is not returned', 'zh-CN': '对方未退回您的付款' },
    text: {
      en: 'You asked for {amount} ({reference}) as sent by mistake. {other} declined; the reason is on the page of the payment.\n\nIf you do not agree, complain, and a person looks at it.',
      'zh-CN':
        '您请求退回付错的 {amount}（{reference}）。{other} 拒绝退回，理由见交易页面。\n\n如有异议，可以投诉，由专人处理。',
    },
  },
  expired: {
    subject: { en: 'Nobody answered about your payment', 'zh-CN': '对方未答复您的退回请求' },
    text: {
      en: 'You asked for {amount} ({reference}) as sent by mistake. {other} did not answer in time, so the question is closed.\n\nYou can go on: complain, and a person looks at it.',
      'zh-CN':
        '您请求退回付错的 {amount}（{reference}）。{other} 未在期限内答复，该请求已结束。\n\n您还可以投诉，由专人处理。',
    },
  },
} as const satisfies Record<string, Letter>;

/** Mails one side of a recall what the other did, whatever notices he chose: it asks for an answer, or names the next door. A return is told as every movement is. */
export async function mailRecall(
  ctx: Ctx,
  name: keyof typeof letters,
  recall: Pick<Recall, 'transferId' | 'senderId' | 'recipientId' | 'asset' | 'amount' | 'expiresAt'> & {
    readonly paidAt?: Date;
  },
): Promise<void> {
  const { transferId, senderId, recipientId, amount, expiresAt, paidAt = ctx.now } = recall;
  const [toId, otherId] = name === 'asked' ? [recipientId, senderId] : [senderId, recipientId];
  const [to, other] = [await personById(ctx.tx, toId), await personById(ctx.tx, otherId)];
  assert(to && other, 'a recall is between two people');
  const format = new Intl.DateTimeFormat(to.locale === 'en' ? 'en-GB' : to.locale, {
    dateStyle: 'long',
    timeZone: ctx.config.zone,
  });
  const values = {
    other: maskName(other.name).replace(/[\r\n]+/g, ' '),
    amount: formatAmount(amount, readAsset(ctx, recall.asset)),
    reference: referenceOf(transferId),
    day: format.format(paidAt),
    until: format.format(expiresAt),
  };
  const key = `recall ${transferId} ${name}`;
  await mailNotice(ctx, to, { kind: 'other', key, ...letters[name], values, transaction: transferId });
}
