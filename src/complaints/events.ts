import { defineEvent } from '../platform/event.ts';
import type { Channel } from './case-state.ts';
import type { Outcome } from './outcome.ts';

interface AboutCase {
  readonly caseId: string;
  readonly number: string;
}

/** A complaint became a case. */
export const caseOpened = defineEvent<AboutCase & { readonly personId: string | null }>('complaints.case-opened');

/** Something was said in a case: by its complainant (`in`) or to him (`out`). */
export const messageAdded = defineEvent<
  AboutCase & { readonly seq: number; readonly direction: 'in' | 'out'; readonly channel: Channel }
>('complaints.message-added');

export const caseDecided = defineEvent<AboutCase & { readonly outcome: Outcome }>('complaints.case-decided');

/** A clock of the provider ran out. */
export const clockMissed = defineEvent<AboutCase & { readonly rule: string; readonly dueAt: Date }>(
  'complaints.clock-missed',
);
