import { isIssueId, isSubIssueId } from '../../../../src/complaints/taxonomy.ts';
import type { Locale } from '../../../../src/platform/localized.ts';
import type { Draft } from './draft.ts';
import { isPayment } from './steps.ts';

/** A draft's answers as the complaint that they make. */
export function complaintOf({ code, answers }: Pick<Draft, 'code' | 'answers'>, locale: Locale) {
  const { issue = '', subIssue = '', claimedAmount, claimedAsset, name, email, phone, text = '', happened, impact, wanted, help } = answers;
  const contact = given({ name, email, phone });
  const transaction = isPayment(answers) ? answers.transaction : answers.payment;
  return {
    text,
    draft: code,
    locale,
    urgent: answers.urgent === 'yes',
    ...given({ happened, impact, wanted, help, transaction }),
    ...(isIssueId(issue) ? { issue } : {}),
    ...(isSubIssueId(subIssue) && subIssue.startsWith(`${issue}.`) ? { subIssue } : {}),
    ...(claimedAmount === undefined || claimedAsset === undefined ? {} : { claimed: { asset: claimedAsset, amount: claimedAmount } }),
    ...(Object.keys(contact).length === 0 ? {} : { contact }),
  };
}

/** Those fields that have a value. */
function given<Name extends string>(fields: Readonly<Record<Name, string | undefined>>): { [Key in Name]?: string } {
  const entries = Object.entries<string | undefined>(fields).filter(([, value]) => value !== undefined);
  // `fromEntries` forgets the names, which are those of `fields`.
  return Object.fromEntries(entries) as { [Key in Name]?: string };
}
