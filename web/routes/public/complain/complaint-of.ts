import { isIssueId, isSubIssueId } from '../../../../src/complaints/taxonomy.ts';
import type { Locale } from '../../../../src/platform/localized.ts';
import { countries } from '../../../../src/wallet/verification/contract.ts';
import type { Draft } from './draft.ts';
import { isPayment } from './steps.ts';

/** A draft's answers as the complaint that they make; what was not answered is undefined. */
export function complaintOf({ code, answers }: Pick<Draft, 'code' | 'answers'>, locale: Locale) {
  const { issue = '', subIssue = '', text = '', claimedAmount, claimedAsset, name, email, phone } = answers;
  const { happened, impact, wanted, help } = answers;
  return {
    text,
    draft: code,
    locale,
    urgent: answers.urgent === 'yes',
    issue: isIssueId(issue) ? issue : undefined,
    subIssue: isSubIssueId(subIssue) && subIssue.startsWith(`${issue}.`) ? subIssue : undefined,
    transaction: isPayment(answers) ? answers.transaction : answers.payment,
    happened,
    impact,
    wanted,
    help,
    claimed:
      claimedAmount === undefined || claimedAsset === undefined
        ? undefined
        : { asset: claimedAsset, amount: claimedAmount },
    contact: { name, email, phone, residence: countries.find((country) => country === answers.residence) },
  };
}
