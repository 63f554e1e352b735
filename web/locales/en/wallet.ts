interface Order {
  readonly merchant: string;
  readonly orderReference: string;
}

export const wallet = {
  title: 'Your wallet',
  balances: 'Balances',
  available: (amount: string) => `${amount} to spend`,
  held: (amount: string) => `${amount} set aside`,
  others: 'Other assets',
  send: 'Send money',
  topUp: 'Top up',
  withdraw: 'Withdraw',
  leaving: 'On its way out',
  allLeaving: 'All withdrawals',
  recent: 'Latest transactions',
  all: 'All transactions',
  none: 'Nothing here yet. Top up to begin, or give your e-mail address to whoever wants to pay you.',
  closed: 'This wallet is closed. You can still see everything that happened in it, and complain.',
  transaction: {
    what: 'Transaction',
    date: 'Date',
    amount: 'Amount',
    after: 'Balance after',
    to: (name: string) => `To ${name}`,
    from: (name: string) => `From ${name}`,
    withFee: (amount: string) => `plus a fee of ${amount}`,
    kinds: {
      payment: 'Payment',
      return: 'Return',
      checkout: 'Purchase',
      'checkout-refund': 'Refund of a purchase',
      deposit: 'Top-up by bank',
      withdrawal: 'Withdrawal',
      'withdrawal-return': 'Withdrawal sent back',
      refund: 'Refund',
      credit: 'Credit',
      fee: 'Fee',
      coupon: 'Coupon',
      other: 'Booking',
    },
    checkouts: {
      paid: {
        out: ({ merchant }: Order) => `Purchase at ${merchant}`,
        in: ({ orderReference }: Order) => `Order ${orderReference}`,
      },
      refunded: {
        out: ({ orderReference }: Order) => `Refund of order ${orderReference}`,
        in: ({ merchant }: Order) => `Refund by ${merchant}`,
      },
    },
    statuses: { posted: 'Done', held: 'Set aside', voided: 'Cancelled', expired: 'Expired' },
    chainDeposit: 'Top-up by blockchain',
    provider: {
      bank: 'Bank transfer',
      chain: 'Blockchain',
      suspense: 'Bank transfer',
      redress: 'Put right by us',
      'network-fees': 'Network fees',
      'own-funds': 'Our own funds',
      fees: 'Fees',
      coupons: 'Coupons',
      campaigns: 'Campaigns',
      clearing: 'Clearing',
    },
  },
};
