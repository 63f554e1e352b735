import type { SignedInFromNewDevice } from '../../identity/identity.ts';
import type { Ctx } from '../../platform/command.ts';
import type { Localized } from '../../platform/localized.ts';
import { formatAmount } from '../../platform/money.ts';
import { findAsset } from '../asset.ts';
import type {
  ChainDepositFlagged,
  DestinationChanged,
  WalletLocked,
  WalletUnlocked,
  WithdrawalChanged,
} from '../events.ts';
import { formatInstant } from './movement-notice.ts';
import { openNotices } from './send-notice.ts';
import type { Notice } from './send-notice.ts';
import type { WithdrawalState } from '../withdrawals/states.ts';

/** What moves no money is told by its event, in the transaction that it happens in; what moves money, by the books. */
type Told = Omit<Notice, 'values'> & { readonly values?: Readonly<Record<string, string>> };

async function tell(
  ctx: Ctx,
  personId: string,
  notice: (formats: { readonly instant: (at: Date) => string }) => Told,
): Promise<void> {
  const desk = await openNotices(ctx, personId);
  if (desk === undefined) return;
  await desk.send(notice({ instant: (at) => formatInstant(at, desk.person.locale, ctx.config.zone) }));
  await desk.close();
}

/** Subscribed to `identity.signed-in-from-new-device`. */
export async function tellNewDevice(ctx: Ctx, { personId, device, address, at }: SignedInFromNewDevice): Promise<void> {
  const named = [device.browser, device.system].filter((part) => part !== '').join(', ') || '?';
  await tell(ctx, personId, ({ instant }) => ({
    kind: 'security',
    key: `new-device ${at.toISOString()}`,
    subject: { en: 'New sign-in to your {brand} account', 'zh-CN': '您的 {brand} 账户在新设备上登录' },
    text: {
      en: 'Somebody, we hope you, signed in on a device that we have not met before.\n\nDevice: {device}\nNetwork address: {address}\nWhen: {when}\n\nIf it was you, you need do nothing.',
      'zh-CN':
        '有人（希望是您本人）在一台我们未见过的设备上登录。\n\n设备：{device}\n网络地址：{address}\n时间：{when}\n\n如果是您本人，无需任何操作。',
    },
    values: { device: named, address, when: instant(at) },
    path: '/account/security',
  }));
}

/** Subscribed to `wallet.locked`. */
export async function tellLocked(ctx: Ctx, { personId, lockId, at }: WalletLocked): Promise<void> {
  await tell(ctx, personId, ({ instant }) => ({
    kind: 'security',
    key: `locked ${lockId}`,
    subject: { en: 'Your {brand} wallet was locked', 'zh-CN': '您的 {brand} 钱包已锁定' },
    text: {
      en: 'Your wallet was locked on {when}. Its page says why, what still works, and who can unlock it.',
      'zh-CN': '您的钱包已于 {when} 锁定。钱包页面说明了原因、仍可使用的功能以及由谁解锁。',
    },
    values: { when: instant(at) },
    path: '/wallet',
  }));
}

/** Subscribed to `wallet.unlocked`. */
export async function tellUnlocked(ctx: Ctx, { personId, lockId, stillLocked, at }: WalletUnlocked): Promise<void> {
  await tell(ctx, personId, ({ instant }) => ({
    kind: 'security',
    key: `unlocked ${lockId}`,
    subject: { en: 'A lock of your {brand} wallet was lifted', 'zh-CN': '您的 {brand} 钱包已解除一项锁定' },
    text: stillLocked
      ? {
          en: 'A lock was lifted on {when}. Your wallet is still locked for another reason, which its page states.',
          'zh-CN': '一项锁定已于 {when} 解除。您的钱包仍因其他原因处于锁定状态，详见钱包页面。',
        }
      : {
          en: 'The lock was lifted on {when}. Your wallet works again.',
          'zh-CN': '锁定已于 {when} 解除，您的钱包已恢复使用。',
        },
    values: { when: instant(at) },
    path: '/wallet',
  }));
}

/** Subscribed to `wallet.destination-added`. */
export async function tellDestinationAdded(
  ctx: Ctx,
  { personId, destinationId, label, usableAt }: DestinationChanged,
): Promise<void> {
  await tell(ctx, personId, ({ instant }) => ({
    kind: 'security',
    key: `destination-added ${destinationId}`,
    subject: {
      en: 'A withdrawal address was added to your {brand} wallet',
      'zh-CN': '您的 {brand} 钱包新增了提现地址',
    },
    text: {
      en: '“{label}” was added. Money can be sent there from {when} on.',
      'zh-CN': '新增了“{label}”，自 {when} 起可向其提现。',
    },
    values: { label, when: instant(usableAt) },
  }));
}

/** Subscribed to `wallet.destination-removed`. */
export async function tellDestinationRemoved(
  ctx: Ctx,
  { personId, destinationId, label }: DestinationChanged,
): Promise<void> {
  await tell(ctx, personId, () => ({
    kind: 'security',
    key: `destination-removed ${destinationId}`,
    subject: {
      en: 'A withdrawal address was removed from your {brand} wallet',
      'zh-CN': '您的 {brand} 钱包移除了提现地址',
    },
    text: { en: '“{label}” was removed.', 'zh-CN': '已移除“{label}”。' },
    values: { label },
  }));
}

/** What has no entry in the books. A withdrawal that is settled or came back has one, and is told by it. */
const withdrawalTexts: Readonly<Record<WithdrawalState, Localized | null>> = {
  requested: {
    en: 'We took your request down and set the money aside. It waits until its address may be used.',
    'zh-CN': '我们已受理您的申请并预留资金，待地址可用后办理。',
  },
  review: { en: 'A person looks at it before it leaves.', 'zh-CN': '转出前将由专人审核。' },
  approved: { en: 'It is about to leave.', 'zh-CN': '即将转出。' },
  submitted: { en: 'It is on its way.', 'zh-CN': '正在转出。' },
  settled: null,
  failed: {
    en: 'It could not be paid out. The money is back in your wallet.',
    'zh-CN': '未能转出，资金已退回您的钱包。',
  },
  refused: { en: 'It was refused. The money is back in your wallet.', 'zh-CN': '已被拒绝，资金已退回您的钱包。' },
  cancelled: { en: 'It was cancelled. The money is back in your wallet.', 'zh-CN': '已取消，资金已退回您的钱包。' },
  returned: null,
};

/** Subscribed to `wallet.withdrawal-changed`. */
export async function tellWithdrawal(ctx: Ctx, changed: WithdrawalChanged): Promise<void> {
  const { withdrawalId, personId, state, promisedAt } = changed;
  const text = withdrawalTexts[state];
  if (text === null) return;
  await tellOfWithdrawal(
    ctx,
    changed,
    `withdrawal ${withdrawalId} ${state} ${promisedAt?.toISOString() ?? ''}`,
    text,
    personId,
  );
}

/** Subscribed to `wallet.withdrawal-promise-missed`. */
export async function tellWithdrawalLate(ctx: Ctx, changed: WithdrawalChanged): Promise<void> {
  await tellOfWithdrawal(
    ctx,
    changed,
    `withdrawal-late ${changed.withdrawalId} ${changed.promisedAt?.toISOString() ?? ''}`,
    {
      en: 'It is not done at the time that we promised. We are sorry; its page says where it stands, and you can complain.',
      'zh-CN': '未能在承诺的时间内完成，非常抱歉。其页面显示当前进度，您也可以投诉。',
    },
    changed.personId,
  );
}

async function tellOfWithdrawal(
  ctx: Ctx,
  { withdrawalId, asset: code, amount, promisedAt }: WithdrawalChanged,
  key: string,
  what: Localized,
  personId: string,
): Promise<void> {
  const asset = findAsset(ctx.config, code);
  if (asset === undefined) return;
  await tell(ctx, personId, ({ instant }) => ({
    kind: 'withdrawals',
    key,
    subject: { en: 'Your withdrawal of {amount}', 'zh-CN': '您的提现 {amount}' },
    text: {
      en: `Withdrawal: {amount}\n\n${what.en}${promisedAt === null ? '' : '\nPromised by: {promised}'}`,
      'zh-CN': `提现：{amount}\n\n${what['zh-CN']}${promisedAt === null ? '' : '\n承诺完成时间：{promised}'}`,
    },
    values: { amount: formatAmount(amount, asset), promised: promisedAt === null ? '' : instant(promisedAt) },
    path: `/withdrawals/${withdrawalId}`,
  }));
}

const depositTexts: Readonly<Record<ChainDepositFlagged['state'], Localized>> = {
  ignored: {
    en: 'Something reached your address on the blockchain that is not credited by itself: {amount}. It is on record and not lost; the page of your chain deposits says why, and what you can do.',
    'zh-CN':
      '您的链上地址收到一笔无法自动入账的款项：{amount}。款项已登记，不会丢失；链上充值页面说明了原因和处理办法。',
  },
  refused: {
    en: 'A deposit of {amount} arrived, but your wallet takes no money at the moment. We keep it for you and credit it when that is over.',
    'zh-CN': '您的一笔 {amount} 充值已到达，但钱包目前无法收款。我们会为您保管，恢复后入账。',
  },
  missing: {
    en: 'The blockchain undid a deposit of {amount} that we had credited. We set the amount aside while a person looks at it; if it comes back, it is yours again at once.',
    'zh-CN': '一笔已入账的 {amount} 充值被区块链撤销。金额已暂时预留，正在人工核实；如重新上链，将立即恢复给您。',
  },
  found: {
    en: 'The blockchain shows your deposit of {amount} again. What we had set aside is free.',
    'zh-CN': '您的 {amount} 充值已重新上链，预留的金额已释放。',
  },
};

/** Subscribed to `wallet.chain-deposit-flagged`. */
export async function tellChainDeposit(
  ctx: Ctx,
  { personId, depositId, asset, amount, state }: ChainDepositFlagged,
): Promise<void> {
  const format = findAsset(ctx.config, asset);
  if (format === undefined) return;
  await tell(ctx, personId, () => ({
    kind: 'deposits',
    key: `chain-deposit ${depositId} ${state} ${ctx.now.toISOString()}`,
    subject: { en: 'About your deposit of {amount}', 'zh-CN': '关于您的 {amount} 充值' },
    text: depositTexts[state],
    values: { amount: formatAmount(amount, format) },
    path: '/top-up/chain',
  }));
}
