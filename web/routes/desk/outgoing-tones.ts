import type { OutgoingState } from '../../../src/platform/outgoing.ts';
import type { Tone } from '../../components/notice.tsx';

/** The colour of each state of an outgoing mail. */
export const outgoingTones: Readonly<Record<OutgoingState, Tone | 'neutral'>> = {
  waiting: 'info',
  dead: 'bad',
  kept: 'neutral',
  sent: 'good',
};
