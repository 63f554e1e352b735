export const topUp = {
  title: 'Top up by bank',
  lead: 'Send money from your bank, and write your reference in the payment’s text. It is credited once the bank has told us, mostly the next working day.',
  reference: 'Your reference',
  referenceHint: 'It never changes. Capital or small letters, with or without hyphens: all the same.',
  account: (asset: string) => `Our account for ${asset}`,
  holder: 'Account holder',
  number: 'Account number',
  bank: 'Bank',
  bic: 'BIC',
  chain: 'Top up on the blockchain instead',
  forgot: 'Forgot the reference?',
  forgotText:
    'Your money is not lost: we keep it apart and look for its owner. Tell us the day and the amount, and it goes faster.',
  none: 'No bank account is open for top-ups yet. You can still be paid by others.',
  complain: 'A top-up has not arrived',
};
