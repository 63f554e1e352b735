import { defineProblems } from '../../platform/problem.ts';

/** What is refused about coupons. */
export const couponProblem = defineProblems('wallet', {
  'coupon-unknown': {
    status: 404,
    title: { en: 'There is no such coupon', 'zh-CN': '没有该优惠券' },
    detail: {
      en: 'We find no such coupon of yours. Check the code, letter by letter, or choose one from your list.',
      'zh-CN': '未找到您的该优惠券。请逐字核对券码，或从列表中选择。',
    },
  },
  'coupon-taken': {
    status: 409,
    title: { en: 'This coupon was taken already', 'zh-CN': '该优惠券已被领取' },
    detail: {
      en: 'Each code works once, and this one was used by somebody else. Ask whoever gave it to you.',
      'zh-CN': '每个券码只能使用一次，该券码已被他人领取。请联系给您券码的人。',
    },
  },
  'coupon-over': {
    status: 409,
    title: { en: 'This coupon is used up or expired', 'zh-CN': '该优惠券已用完或已过期' },
    detail: { en: 'Go on without it, or choose another one.', 'zh-CN': '请不使用该券继续，或选择另一张。' },
  },
  'coupon-not-for-this': {
    status: 422,
    title: { en: 'This coupon is not for this', 'zh-CN': '该优惠券不适用于此' },
    detail: {
      en: 'Its terms say what it may be used on. Go on without it, or choose another one.',
      'zh-CN': '适用范围请见其条款。请不使用该券继续，或选择另一张。',
    },
  },
  'coupon-asset': {
    status: 422,
    title: { en: 'This coupon is in another asset', 'zh-CN': '该优惠券的币种不同' },
    detail: {
      en: 'A coupon pays only in its own asset. Choose one in the asset of the payment.',
      'zh-CN': '优惠券只能用于同一币种。请选择与付款币种相同的优惠券。',
    },
  },
  'coupon-expiry': {
    status: 422,
    title: { en: 'The last day is too near or too far', 'zh-CN': '到期日过早或过晚' },
    detail: {
      en: 'A coupon holds from tomorrow at the least to five years at the most. Choose another last day.',
      'zh-CN': '优惠券有效期最短至明天，最长五年。请选择其他到期日。',
    },
  },
  'coupon-for-whom': {
    status: 422,
    title: { en: 'Say for whom the coupons are', 'zh-CN': '请说明优惠券发给谁' },
    detail: {
      en: 'Give either a number of codes, or the people who get one each.',
      'zh-CN': '请填写券码数量，或填写每人一张的领取人。',
    },
  },
});
