import { Type } from 'typebox';
import { command, input } from '../platform/command.ts';
import { readMoney } from './money.ts';
import { openCase as open } from './opening.ts';
import {
  answerField,
  issueField,
  lineField,
  localeField,
  moneyField,
  productField,
  subIssueField,
  textField,
} from './schemas.ts';

/** Anybody may complain: signed in or not, locked out, never registered. */
export const openCase = command({
  name: 'complaints.open-case',
  summary:
    'Opens a case for a complaint; nobody needs to be signed in. An e-mail address is confirmed by a code afterwards.',
  rest: 'POST /cases',
  can: () => true,
  input: input({
    text: textField,
    issue: Type.Optional(issueField),
    subIssue: Type.Optional(subIssueField),
    secondary: Type.Optional(Type.Array(issueField, { maxItems: 3 })),
    product: Type.Optional(productField),
    happened: Type.Optional(answerField),
    impact: Type.Optional(answerField),
    wanted: Type.Optional(answerField),
    help: Type.Optional(answerField),
    claimed: Type.Optional(moneyField),
    transaction: Type.Optional(lineField(200, 'The id or reference of the payment, or what is known of it')),
    urgent: Type.Optional(Type.Boolean({ description: 'Money is moving now that should stop' })),
    contact: Type.Optional(
      input({
        name: Type.Optional(lineField(120)),
        email: Type.Optional(lineField(254)),
        phone: Type.Optional(lineField(40)),
        residence: Type.Optional(
          Type.String({
            pattern: '^[A-Z]{2}$',
            description: 'Where the complainant lives: ISO 3166-1 alpha-2, such as DE',
          }),
        ),
      }),
    ),
    locale: Type.Optional(localeField),
    draft: Type.Optional(
      Type.String({
        maxLength: 40,
        description: 'Resume code of the draft that this was written in; its files come along',
      }),
    ),
  }),
  run: async (ctx, { claimed, ...complaint }) =>
    open(ctx, {
      ...complaint,
      ...(claimed === undefined ? {} : { claimed: readMoney(ctx.config, claimed, '/claimed') }),
    }),
});
