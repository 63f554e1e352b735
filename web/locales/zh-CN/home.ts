import type { home as english } from '../en/home.ts';
import type { Texts } from '../texts.ts';

export const home: Texts<typeof english> = {
  title: '每一分钱，都有说法',
  lead: (brand) => `用 ${brand} 存钱、转账、收款。万一出了问题，有人听您说，有明确的答复日期，该还的钱会回到您的余额。`,
  wrongTitle: '遇到问题了吗？',
  wrongText: '任何问题都可以投诉，免费，大约五分钟。不需要账户，也不需要登录。',
  wrongAction: '我要投诉',
  resume: '继续填写已保存的投诉',
  howTitle: '投诉之后会怎样',
  how: {
    sent: { title: '您告诉我们', text: '一页一个问题，用您自己的话。提交后马上得到编号、副本和日期。' },
    looked: { title: '专人查看', text: '有名有姓的处理员对照账户记录来查。每一步您都看得到。' },
    right: { title: '把事情办好', text: '每一点都有答复和理由。该赔的钱，决定的同时就入账。' },
    door: { title: '您说了算', text: '如果您不同意，或我们逾期，我们会告诉您可以找哪个外部机构，以及截止日期。' },
  },
  promiseTitle: '您可以要求我们做到',
  promises: {
    dates: '每个投诉都有法定或承诺的答复日期，怎么算出来的您都看得到。',
    silence: '如果我们逾期，当天就会通知您，并告诉您下一步可以怎么做。',
    record: '所有往来都保存在一份记录里，您可以全部查看。',
  },
};
