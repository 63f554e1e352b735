import { hasRole } from '../../../../src/platform/actor.ts';
import type { Locale } from '../../../../src/platform/localized.ts';
import type { Freeze } from '../../../../src/wallet/contract.ts';
import type { WebDoor } from '../../../door.ts';
import { textOf } from '../../../text.ts';
import type { Answers } from './steps.ts';

/** One of the locks on the complainant's own wallet; undefined for whoever has none of this id. */
export async function findLock(door: WebDoor, id: string | undefined): Promise<Freeze | undefined> {
  if (id === undefined || !hasRole(door.caller.actor, 'customer')) return undefined;
  return (await door.call('wallet.get-wallet', {})).locks.find((lock) => lock.id === id);
}

const subIssues: Readonly<Record<string, string>> = {
  'legal-order': 'W02.legal_freeze',
  'lost-device': 'W02.lost_device',
  'unusual-activity': 'W02.risk_hold',
  'scam-report': 'W02.risk_hold',
};

/** What a complaint about a lock says already, before its author adds to it. */
export function answersAbout({ reason, reasonText }: Freeze, since: string, locale: Locale): Answers {
  const subIssue = subIssues[reason];
  return {
    issue: 'W02',
    ...(subIssue === undefined ? {} : { subIssue }),
    text: textOf(locale).locks.lock.complaint(since, reasonText[locale]),
  };
}
