import type { App } from '../src/app.ts';
import type { Resident } from '../test/residents.ts';
import type { DemoClock } from './clock.ts';
import { residentIn } from './money.ts';
import type { Customers } from './money.ts';

interface Desk {
  readonly handlers: readonly [Resident, Resident];
  readonly compliance: Resident;
  readonly customers: Customers;
}

/** What becomes of the cases, in the order that they came in: most wait, some are being worked on, some are decided. */
const fates = ['decide', 'reply', 'wait', 'assign', 'decide', 'wait', 'note', 'wait', 'decline', 'wait'] as const;
type Fate = (typeof fates)[number];

const replies = {
  en: 'Thank you for writing. I have read your complaint and the record of your account. I am asking the team that handled it for their notes and will write to you again within three days.',
  'zh-CN': '感谢您的来信。我已查看您的投诉和账户记录，正在向经办团队调取处理情况，三天内会再次给您答复。',
} as const;

const decisions = {
  upheld: {
    en: 'You told us what went wrong and when. We looked at the record of your account and at what our team did. You are right: we did not do what we promised. We are paying 12.00 into your wallet with this letter, and we have changed the step that failed. We are sorry.',
    'zh-CN':
      '您告诉了我们问题的经过。我们核对了您的账户记录和内部处理过程。您说得对：我们没有做到承诺的事。随本函向您的钱包支付12.00元，并已改正出错的环节。我们向您道歉。',
  },
  explained: {
    en: 'You told us what happened. We looked at every step in the record and found that it went as the rules that you agreed to say; the reasons are below each point. If you see it otherwise, you can disagree in your case, or go to the body named below.',
    'zh-CN':
      '您告诉了我们事情的经过。我们逐项核对了记录，处理符合您同意的规则，理由已逐点说明。如果您不同意，可以在案件中提出异议，或向下方列出的机构反映。',
  },
} as const;

/** Handlers work a part of the queue, and one wallet is frozen for a reason that its owner reads. */
export async function workTheDesk(
  app: App,
  { handlers, compliance, customers }: Desk,
  clock: DemoClock,
): Promise<void> {
  clock.goBackDays(2);
  const bob = residentIn(customers, 'bob');
  if (bob.actor.kind === 'person')
    await app.door.call(
      'wallet.freeze-wallet',
      { person: bob.actor.id, scope: 'debits', reason: 'unusual-activity' },
      compliance.caller,
    );
  const numbers = await app.db
    .selectFrom('complaints.cases')
    .select(['number', 'locale', 'person_id'])
    .orderBy('opened_at')
    .execute();
  for (const [index, { number, locale, person_id }] of numbers.entries()) {
    clock.goBackDays(2, index * 3);
    const handler = locale === 'zh-CN' ? handlers[1] : handlers[0];
    await follow(
      app,
      fates[index % fates.length] ?? 'wait',
      { number, isChinese: locale === 'zh-CN', hasWallet: person_id !== null },
      handler,
    );
  }
}

interface Work {
  readonly number: string;
  readonly isChinese: boolean;
  readonly hasWallet: boolean;
}

async function follow(app: App, fate: Fate, work: Work, handler: Resident): Promise<void> {
  const { number, isChinese, hasWallet } = work;
  const locale = isChinese ? 'zh-CN' : 'en';
  if (fate === 'wait') return;
  await app.door.call('complaints.assign-case', { number, to: 'me' }, handler.caller);
  const { version } = await app.door.call('complaints.get-case', { number }, handler.caller);
  if (fate === 'reply')
    await app.door.call('complaints.send-reply', { number, version, text: replies[locale] }, handler.caller);
  if (fate === 'note')
    await app.door.call(
      'complaints.add-note',
      { number, text: isChinese ? '已向运营确认，等系统日志。' : 'Asked operations; waiting for the log of that day.' },
      handler.caller,
    );
  if (fate === 'decline') {
    await app.door.call(
      'complaints.decide-case',
      {
        number,
        version,
        outcome: { kind: 'explained_no_fault' },
        letter: decisions.explained[locale],
        reason: isChinese ? '记录与规则一致。' : 'The record agrees with the rules.',
      },
      handler.caller,
    );
  }
  if (fate === 'decide') {
    const redress = hasWallet
      ? { redress: { form: 'credit' as const, asset: isChinese ? 'CNY' : 'USD', amount: '12.00' } }
      : {};
    await app.door.call(
      'complaints.decide-case',
      {
        number,
        version,
        outcome: { kind: 'upheld_full' },
        letter: decisions.upheld[locale],
        reason: isChinese ? '超过承诺时限。' : 'The promised time was missed.',
        ...redress,
      },
      handler.caller,
    );
  }
}
