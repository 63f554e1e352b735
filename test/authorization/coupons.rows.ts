import { people } from '../people.ts';
import { customers } from './row.ts';
import type { Rows } from './row.ts';
import type { World } from './world.ts';

const givers = ['supervisor', 'admin'] as const;
const campaign = {
  campaign: 'Table',
  asset: 'EUR',
  amount: '0.01',
  uses: ['fees'],
  termsEn: 'For fees.',
  termsZh: '仅限手续费。',
  lastDay: '2027-12-31',
} as const;

/** A coupon of `own`, on a payment of his. */
async function couponOfOwn({ app, own, pay, staff: { admin } }: World): Promise<object> {
  await app.door.call('wallet.issue-coupons', { ...campaign, people: [own.persona.email] }, admin.caller);
  const { coupons } = await app.door.call('wallet.my-coupons', {}, own.caller);
  return { coupon: coupons[0]?.id ?? '', transaction: (await pay()).id };
}

async function code({ app, staff: { admin } }: World): Promise<object> {
  await app.door.call('wallet.issue-coupons', { ...campaign, campaign: 'Codes', count: 1 }, admin.caller);
  const { codes } = await app.door.call('wallet.list-coupon-codes', { campaign: 'Codes' }, admin.caller);
  return { code: codes.at(-1) ?? '' };
}

export default {
  'wallet.claim-coupon': { may: customers, input: code },
  'wallet.expire-coupons': { may: ['system'], input: () => ({}) },
  'wallet.issue-coupons': { may: givers, input: () => ({ ...campaign, people: [people.carol.email] }) },
  'wallet.list-campaigns': { may: ['supervisor', 'compliance', 'admin'], input: () => ({}) },
  'wallet.list-coupon-codes': { may: givers, input: () => ({ campaign: 'Table' }) },
  'wallet.my-coupons': { may: customers, input: () => ({}) },
  'wallet.use-coupon': { may: ['own'], input: couponOfOwn },
} satisfies Rows;
