export const about = {
  title: 'How complaints work',
  lead: (brand: string) =>
    `Everybody may complain to ${brand}: customers, people who are locked out, people who never had an account, and whoever speaks for one of them. It is free of charge.`,
  sections: {
    ways: {
      title: 'How to complain',
      text: 'On this site, one question a page, with or without signing in. Every payment in your wallet has a “Problem with this payment?” button. You can also write an e-mail in your own words; it becomes the same kind of case with the same dates. You may write in English or Chinese and are answered in your language.',
    },
    say: {
      title: 'What to say',
      text: 'What happened, and what would put it right, is enough. Dates, amounts, a reference, pictures and letters help. Nobody is turned away because a form was not used or something is missing.',
    },
    receipt: {
      title: 'What you get at once',
      text: 'A case number, a copy of your complaint, the dates by which we must answer, and a page of your own on which you can follow everything. If you gave an e-mail address, we send a code to be sure that it is yours.',
    },
    looking: {
      title: 'What we do with it',
      text: 'A person takes it up, reads it beside the facts of your account, and asks you if something is missing. Waiting for your answer never stops our own dates. Everything said is in one record that you can read.',
    },
    dates: {
      title: 'By when we answer',
      text: 'Each case has its dates: those of the law that holds for you, or our own promise where the law sets none. Your page shows each date with the rule behind it and the days that were counted. If we miss one, you are told the same day.',
    },
    decision: {
      title: 'What a decision is',
      text: 'A letter that answers every point: what you told us, what we found, what we decide and why, and what we do. If we owe you money, it is in your balance the moment the decision is sent.',
    },
    after: {
      title: 'If you do not agree',
      text: 'Say so on your page and somebody looks at it again. You can also go to an outside body; your page names it as soon as that way is open to you. You can take a complaint back at any time, and have it opened again.',
    },
    privacy: {
      title: 'Who can see it',
      text: 'Only you and the staff who handle complaints. Whoever has the secret link of your page can read and write there, so keep it to yourself. Files are kept encrypted.',
    },
  },
  mail: 'Our address for complaints:',
  action: 'Make a complaint',
};
