import type { CaseState } from '../../../src/complaints/case-state.ts';
import type { Tone } from '../../components/notice.tsx';

/** The colour of a case's state, wherever it is shown. */
export const stateTones: Readonly<Record<CaseState, Tone | 'neutral'>> = {
  received: 'info',
  in_progress: 'info',
  waiting_for_customer: 'warn',
  decided: 'good',
  disagreed: 'info',
  closed: 'neutral',
  withdrawn: 'neutral',
};
