import { personById } from '../../identity/identity.ts';
import { assert } from '../../platform/assert.ts';
import type { QueryCtx } from '../../platform/command.ts';
import { everyPage } from '../../platform/export.ts';
import type { ExportFile, ExportPart } from '../../platform/export.ts';
import { toJson } from '../../platform/json.ts';
import type { Localized } from '../../platform/localized.ts';
import { shardOf } from '../../platform/id.ts';
import { getMerchant } from '../checkout/get-merchant.ts';
import { listContacts } from '../contacts/list-contacts.ts';
import { myCoupons } from '../coupons/my-coupons.ts';
import { listFreezes } from '../freezes.ts';
import { getTopUp } from '../get-top-up.ts';
import { getWallet } from '../get-wallet.ts';
import { myLimits } from '../limits/my-limits.ts';
import { getNoticeSettings } from '../notices/get-notice-settings.ts';
import { personIdOf } from '../payment.ts';
import { listRecalls } from '../recalls/list-recalls.ts';
import { listRequests } from '../requests/list-requests.ts';
import { wholeHistory } from '../statements/period.ts';
import { listDocuments } from '../statements/list-documents.ts';
import { readDocumentFile } from '../statements/read-document.ts';
import { readStatement } from '../statements/statement.ts';
import type { Statement } from '../statements/statement.ts';
import { writeCsv } from '../statements/statement-csv.ts';
import { myVerification } from '../verification/my-verification.ts';
import { listDestinations } from '../withdrawals/list-destinations.ts';
import { listWithdrawals } from '../withdrawals/list-withdrawals.ts';

function json(path: string, about: Localized, content: unknown): ExportFile {
  return { path, about, content: { json: content } };
}

/** Everything that the wallet holds of a person: he reads it here as he reads it on his pages. */
export const exportWallet: ExportPart = async function* (ctx) {
  yield* walletFiles(ctx);
  yield* transactionFiles(ctx);
  yield* arrangementFiles(ctx);
  yield* statementFiles(ctx);
};

async function* walletFiles(ctx: QueryCtx): AsyncGenerator<ExportFile> {
  const personId = personIdOf(ctx.actor);
  const [wallet, topUp] = [await getWallet.run(ctx, {}), await getTopUp.run(ctx, {})];
  yield json('wallet.json', { en: 'Your balances, and the locks on them', 'zh-CN': '余额与锁定情况' }, wallet);
  yield json('top-up.json', { en: 'How money reaches you by bank', 'zh-CN': '银行充值方式' }, topUp);
  const locks = (await listFreezes(ctx.db, personId)).map(({ id, scope, reason, reasonText, since, liftedAt }) => ({
    id,
    scope,
    reason,
    reasonText,
    since,
    liftedAt,
  }));
  yield json('locks.json', { en: 'Every lock that was ever on your wallet', 'zh-CN': '钱包的全部锁定记录' }, locks);
  const redress = await ctx.db
    .selectFrom('wallet.redress')
    .select(['transfer_id', 'case_id', 'kind', 'of_transfer_id', 'asset', 'amount', 'at'])
    .where('shard', '=', shardOf(personId))
    .where('person_id', '=', personId)
    .execute();
  yield json('redress.json', { en: 'What we paid to put something right', 'zh-CN': '我们支付的补救款项' }, redress);
}

async function* transactionFiles(ctx: QueryCtx): AsyncGenerator<ExportFile> {
  const holder = await personById(ctx.db, personIdOf(ctx.actor));
  assert(holder, 'an export belongs to somebody');
  for (const asset of ctx.config.assets) {
    const period = wholeHistory(holder.createdAt, ctx.config.zone, ctx.now);
    const statement = await readStatement(ctx, { id: ctx.requestId, holder, asset, period, locale: ctx.locale });
    if (statement.count === 0) continue;
    yield {
      path: `transactions/${asset.code}.csv`,
      about: {
        en: `Every transaction in ${asset.code}, for a spreadsheet`,
        'zh-CN': `${asset.code} 的全部交易（表格）`,
      },
      content: { bytes: writeCsv(statement, async () => undefined) },
    };
    yield {
      path: `transactions/${asset.code}.json`,
      about: {
        en: `Every transaction in ${asset.code}, for a program`,
        'zh-CN': `${asset.code} 的全部交易（供程序读取）`,
      },
      content: { bytes: jsonLines(statement) },
    };
  }
}

/** One array, a line for each transaction, written while it is read. */
async function* jsonLines(statement: Statement): AsyncGenerator<Buffer> {
  let before = '[\n';
  for await (const lines of statement.lines()) {
    yield Buffer.from(before + lines.map((line) => toJson(line)).join(',\n'));
    before = ',\n';
  }
  yield Buffer.from('\n]\n');
}

async function* arrangementFiles(ctx: QueryCtx): AsyncGenerator<ExportFile> {
  const { contacts } = await listContacts.run(ctx, {});
  yield json('contacts.json', { en: 'People whom you keep as contacts', 'zh-CN': '您的联系人' }, contacts);
  const { requests } = await listRequests.run(ctx, {});
  yield json('payment-requests.json', { en: 'Money that you asked others for', 'zh-CN': '您发出的收款请求' }, requests);
  const recalls = await listRecalls.run(ctx, {});
  yield json('recalls.json', { en: 'Payments asked back, by you or from you', 'zh-CN': '追回请求' }, recalls);
  const withdrawals = [];
  for await (const page of everyPage((after) => listWithdrawals.run(ctx, after === undefined ? {} : { after })))
    withdrawals.push(...page.withdrawals);
  yield json('withdrawals.json', { en: 'Your withdrawals', 'zh-CN': '提现记录' }, withdrawals);
  const destinations = await listDestinations.run(ctx, {});
  yield json(
    'withdrawal-addresses.json',
    { en: 'Your address book for withdrawals', 'zh-CN': '提现地址簿' },
    destinations,
  );
  const limits = await myLimits.run(ctx, {});
  yield json('limits.json', { en: 'Your limits, and how much of them is used', 'zh-CN': '限额及使用情况' }, limits);
  const verification = await myVerification.run(ctx, {});
  yield json('verification.json', { en: 'How far we have verified you', 'zh-CN': '身份验证情况' }, verification);
  const { coupons } = await myCoupons.run(ctx, {});
  yield json('coupons.json', { en: 'Your coupons, and their terms', 'zh-CN': '您的优惠券及条款' }, coupons);
  const notices = await getNoticeSettings.run(ctx, {});
  yield json('notice-settings.json', { en: 'Notices that you do not want', 'zh-CN': '通知设置' }, notices);
  const merchant = await getMerchant.run(ctx, {});
  if (merchant !== null) yield json('merchant.json', { en: 'Your merchant account', 'zh-CN': '商户资料' }, merchant);
}

async function* statementFiles(ctx: QueryCtx): AsyncGenerator<ExportFile> {
  const read = (after: string | undefined) =>
    listDocuments.run(ctx, { kind: 'statements', ...(after === undefined ? {} : { after }) });
  for await (const { documents } of everyPage(read)) {
    for (const { id, state } of documents) {
      if (state !== 'ready') continue;
      const { file, content } = await readDocumentFile(ctx, id);
      yield {
        path: `statements/${id.slice(0, 8)}-${file.name}`,
        about: { en: 'A statement that was made for you', 'zh-CN': '为您生成的对账单' },
        content: { bytes: content },
      };
    }
  }
}
