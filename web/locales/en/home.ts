export const home = {
  title: 'Money that answers to you',
  lead: (brand: string) =>
    `Hold, send and receive money with ${brand}. If something goes wrong, you are heard by a person, by a date that we name, and what is owed goes back to your balance.`,
  wrongTitle: 'Has something gone wrong?',
  wrongText:
    'You can complain about anything, free of charge, in about five minutes. You do not need an account, and you do not need to be signed in.',
  wrongAction: 'Make a complaint',
  resume: 'Go on with a complaint that you saved',
  howTitle: 'What happens to a complaint',
  how: {
    sent: {
      title: 'You tell us',
      text: 'One question a page, in your words. You get a number, a copy and the dates at once.',
    },
    looked: {
      title: 'A person looks into it',
      text: 'Somebody with a name reads it beside the facts of your account. You see every step.',
    },
    right: {
      title: 'It is put right',
      text: 'We answer every point with reasons. What we owe you is paid at the moment we decide.',
    },
    door: {
      title: 'You have the last word',
      text: 'If you disagree, or we are late, we name the outside body to go to and until when.',
    },
  },
  promiseTitle: 'What you can hold us to',
  promises: {
    dates: 'Every complaint has a due date by law or by our promise, and you see how it was worked out.',
    silence: 'If we miss a date, you are told the same day, with what you can do next.',
    record: 'Everything said is kept in one record. You can read all of it.',
  },
};
