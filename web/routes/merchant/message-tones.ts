import type { MessageState } from '../../../src/wallet/webhooks/contract.ts';
import type { Tone } from '../../components/notice.tsx';

export const messageTones: Readonly<Record<MessageState, Tone | 'neutral'>> = {
  waiting: 'info',
  delivered: 'good',
  dead: 'bad',
};
