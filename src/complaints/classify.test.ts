import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isChinese } from './classifier/model.ts';
import { classify } from './classify.ts';
import { issueIds } from './taxonomy.ts';
import type { IssueId } from './taxonomy.ts';

describe('a complaint is read', () => {
  const table: readonly (readonly [IssueId, string])[] = [
    ['W01', '三天了没有一个人回复我'],
    ['W01', 'Nobody has replied to any of my five messages'],
    ['W02', '账户被冻结，里面的钱拿不出来'],
    ['W02', 'You froze my account and will not say why'],
    ['W03', '充值扣了款但是没到账'],
    ['W03', 'My top up was debited by the bank and is still not on my balance'],
    ['W04', '提现一直审核中'],
    ['W04', 'My withdrawal has been pending for a week'],
    ['W05', '转错人了，能撤回吗'],
    ['W05', 'I sent it to the wrong account by mistake'],
    ['W06', '被冒充客服的人骗走两万'],
    ['W06', 'A scammer pretending to be your support tricked me'],
    ['W07', '有一笔消费不是我本人操作的，被盗刷了'],
    ['W07', 'I did not authorise this payment, somebody hacked me'],
    ['W08', '手续费太高了，之前没写要收'],
    ['W08', 'What is this fee? It was never shown'],
    ['W09', '你们改了规则也不公告'],
    ['W09', 'You changed the terms without any notice'],
    ['W10', '身份证认证失败，验证码也收不到'],
    ['W10', 'I cannot verify my identity, the selfie check fails'],
    ['W11', '请公布储备证明'],
    ['W11', 'Show me proof of reserves'],
    ['W12', '客服态度特别差，还挂我电话'],
    ['W12', 'The agent was rude and hung up'],
    ['W13', '商家不发货也不退款'],
    ['W13', 'The seller never delivered and refuses a refund'],
    ['W14', '优惠券用不了，返现也没给'],
    ['W14', 'My voucher and the referral bonus are missing'],
    ['W15', '请删除我的个人信息'],
    ['W15', 'Delete my personal data'],
    ['W16', '对上次投诉的处理结果不满意'],
    ['W16', 'My first complaint was closed without a reason'],
  ];
  for (const [issue, text] of table) test(`as ${issue}: ${text}`, () => assert.equal(classify(text)[0]?.issue, issue));

  test('in traditional characters and full width as in simplified ones', () => {
    assert.equal(classify('賬戶被凍結，錢取不出來')[0]?.issue, 'W02');
    assert.equal(classify('ＵＳＤＴ充值沒有到帳')[0]?.issue, 'W03');
  });

  test('in the language that it says more in', () => {
    assert.ok(isChinese('我的USDT充值没到账 order id ABC'));
    assert.ok(!isChinese('I paid 王小明 by mistake, please help me get it back'));
  });
});

describe('whatever the text', () => {
  test('every issue is ranked once and the scores are probabilities', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const ranked = classify(text);
        assert.deepEqual(ranked.map(({ issue }) => issue).sort(), [...issueIds]);
        assert.ok(ranked.every(({ score }, i) => score >= 0 && score <= (ranked[i - 1]?.score ?? 1)));
        assert.ok(Math.abs(ranked.reduce((sum, { score }) => sum + score, 0) - 1) < 1e-6);
      }),
    );
  });

  test('a book is read as far as its first pages', () => {
    const book = 'the account was frozen and '.repeat(100_000);
    assert.deepEqual(classify(book), classify(book.slice(0, 12_000)));
  });
});
