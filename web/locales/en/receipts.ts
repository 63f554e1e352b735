export const receipts = {
  title: 'Receipt',
  open: 'Receipt',
  again: 'Send again',
  from: 'From',
  to: 'To',
  amount: 'Amount',
  date: 'Date',
  reference: 'Reference',
  fee: 'Fee',
  total: 'Paid in all',
  memo: 'Note',
  state: 'State',
  print: 'Print this page, or save it as PDF from the print window.',
  share: {
    title: 'Let somebody verify this payment',
    text: 'Anybody with the link sees that this payment was made: amount, date, reference and masked names. Nothing else.',
    make: 'Make the link',
    link: 'Link for verifying',
  },
  verify: {
    title: 'This payment was made',
    lead: (brand: string) => `Our books at ${brand} show it. The sender made this link.`,
    caution:
      'It says what was paid, not that goods may be handed over. If the money is for you, look into your own wallet.',
  },
};
