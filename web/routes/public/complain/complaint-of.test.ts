import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../../../src/platform/validate.ts';
import { openCase } from '../../../../src/complaints/open-case.ts';
import { complaintOf } from './complaint-of.ts';

const code = '7K3M-29QF-X0AB-CDEF';

/** The complaint as the operation takes it, without what is undefined. */
function parsed(...given: Parameters<typeof complaintOf>): unknown {
  return JSON.parse(JSON.stringify(parse(openCase.input, complaintOf(...given))));
}

test('a text alone is a complaint', () => {
  assert.deepEqual(parsed({ code, answers: { text: 'It never came.' } }, 'en'), {
    text: 'It never came.',
    draft: code,
    locale: 'en',
    urgent: false,
    contact: {},
  });
});

test('every answer of the form reaches the operation as it was given', () => {
  const answers = {
    urgent: 'yes',
    transaction: 'other',
    payment: '250 USD on Monday',
    issue: 'W03',
    subIssue: 'W03.bank_debited',
    text: '钱没到账。',
    happened: '星期一',
    impact: '交不了房租',
    wanted: '退钱',
    claimedAmount: '250.00',
    claimedAsset: 'USD',
    name: '林梅',
    email: 'mei@mail.example',
    phone: '+86 10 0000',
    residence: 'CN',
    help: '大字版',
  };
  assert.deepEqual(parsed({ code, answers }, 'zh-CN'), {
    text: '钱没到账。',
    draft: code,
    locale: 'zh-CN',
    urgent: true,
    happened: '星期一',
    impact: '交不了房租',
    wanted: '退钱',
    help: '大字版',
    transaction: '250 USD on Monday',
    issue: 'W03',
    subIssue: 'W03.bank_debited',
    claimed: { asset: 'USD', amount: '250.00' },
    contact: { name: '林梅', email: 'mei@mail.example', phone: '+86 10 0000', residence: 'CN' },
  });
});

test('what is not known is left out: an issue, a detail of another issue, a payment that is none, a country that is none', () => {
  const answers = { text: 'x', issue: 'unknown', subIssue: 'W03.bank_debited', transaction: 'none', residence: 'XX' };
  assert.deepEqual(parsed({ code, answers }, 'en'), {
    text: 'x',
    draft: code,
    locale: 'en',
    urgent: false,
    contact: {},
  });
});
