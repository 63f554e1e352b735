import { personById } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { Ctx } from '../../platform/command.ts';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { formatAmount } from '../../platform/money.ts';
import { readAsset } from '../payment.ts';
import { maskName } from '../masked-name.ts';
import { referenceOf } from '../transaction.ts';
import type { Recall } from './recalls.ts';

interface Letter {
  readonly subject: Localized;
  readonly text: Localized;
}

const complain: Localized = {
  en: 'If you do not agree, complain; it is free: {complain}',
  'zh-CN': '如有异议，可以免费投诉：{complain}',
};

/** The sender's words are on the page, never in a mail: a mail of ours carries no stranger's text. */
const letters = {
  asked: {
    subject: { en: '{other} asks about a payment to you', 'zh-CN': '{other} 想了解一笔付给您的款项' },
    text: {
      en: '{other} asks whether {amount}, paid to you on {day} ({reference}), came to you by mistake.\n\nYou can return all of it or a part, or decline and say why. You decide; nothing moves by itself. Please answer by {until}:\n{page}\n\nReturn money only on that page, never to an account that somebody names to you.',
      'zh-CN':
        '{other} 想确认 {day} 付给您的 {amount}（{reference}）是否付错了人。\n\n您可以全部退回、部分退回，或拒绝并说明原因。由您决定，款项不会自动变动。请在 {until} 前答复：\n{page}\n\n请只在该页面退款，不要转到他人提供的账户。',
    },
  },
  returned: {
    subject: { en: '{other} returned {returned}', 'zh-CN': '{other} 退回了 {returned}' },
    text: {
      en: 'You asked for {amount} ({reference}) as sent by mistake. {other} returned {returned}; it is in your wallet.\n{page}',
      'zh-CN': '您请求退回付错的 {amount}（{reference}）。{other} 已退回 {returned}，款项已到您的钱包。\n{page}',
    },
  },
  'returned-in-part': {
    subject: { en: '{other} returned {returned}', 'zh-CN': '{other} 退回了 {returned}' },
    text: {
      en: `You asked for {amount} ({reference}) as sent by mistake. {other} returned a part of it, {returned}; it is in your wallet.\n{page}\n\n${complain.en}`,
      'zh-CN': `您请求退回付错的 {amount}（{reference}）。{other} 退回了其中 {returned}，款项已到您的钱包。\n{page}\n\n${complain['zh-CN']}`,
    },
  },
  declined: {
    subject: { en: 'Your payment is not returned', 'zh-CN': '对方未退回您的付款' },
    text: {
      en: `You asked for {amount} ({reference}) as sent by mistake. {other} declined; the reason is on the page of the payment:\n{page}\n\n${complain.en}`,
      'zh-CN': `您请求退回付错的 {amount}（{reference}）。{other} 拒绝退回，理由见交易页面：\n{page}\n\n${complain['zh-CN']}`,
    },
  },
  expired: {
    subject: { en: 'Nobody answered about your payment', 'zh-CN': '对方未答复您的退回请求' },
    text: {
      en: `You asked for {amount} ({reference}) as sent by mistake. {other} did not answer in time, so the question is closed.\n{page}\n\nYou can go on: complain, and a person looks at it; it is free: {complain}`,
      'zh-CN':
        '您请求退回付错的 {amount}（{reference}）。{other} 未在期限内答复，该请求已结束。\n{page}\n\n您还可以免费投诉，由专人处理：{complain}',
    },
  },
} as const satisfies Record<string, Letter>;

/** Mails one side of a recall what the other did. */
export async function mailRecall(
  ctx: Ctx,
  name: keyof typeof letters,
  recall: Pick<Recall, 'transferId' | 'senderId' | 'recipientId' | 'amount' | 'expiresAt'> & {
    readonly asset: string;
    readonly paidAt?: Date;
  },
  returned = 0n,
): Promise<void> {
  const [to, other] = await Promise.all(
    (name === 'asked' ? [recall.recipientId, recall.senderId] : [recall.senderId, recall.recipientId]).map((id) =>
      personById(ctx.tx, id),
    ),
  );
  assert(to && other, 'a recall is between two people');
  const { config } = ctx;
  const asset = readAsset(ctx, recall.asset);
  const day = (at: Date): string =>
    new Intl.DateTimeFormat(to.locale === 'en' ? 'en-GB' : to.locale, {
      dateStyle: 'long',
      timeZone: config.zone,
    }).format(at);
  const values = {
    other: maskName(other.name),
    amount: formatAmount(recall.amount, asset),
    returned: formatAmount(returned, asset),
    reference: referenceOf(recall.transferId),
    day: day(recall.paidAt ?? ctx.now),
    until: day(recall.expiresAt),
    page: `${config.publicUrl}/transactions/${recall.transferId}`,
    complain: `${config.publicUrl}/complain?transaction=${recall.transferId}`,
  };
  const { subject, text } = letters[name];
  const payload = {
    to: to.email,
    subject: localize(subject, to.locale, values).replace(/[\r\n]+/g, ' '),
    text: `${localize(text, to.locale, values)}\n`,
    automatic: true,
  };
  await ctx.send({ kind: 'mail', key: `recall ${recall.transferId} ${name}`, payload });
}
