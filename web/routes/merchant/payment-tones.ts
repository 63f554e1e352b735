import type { PaymentState } from '../../../src/wallet/checkout/contract.ts';
import type { Tone } from '../../components/notice.tsx';

export const paymentTones: Readonly<Record<PaymentState, Tone | 'neutral'>> = {
  created: 'info',
  paid: 'good',
  cancelled: 'neutral',
  expired: 'neutral',
  'partly-refunded': 'warn',
  refunded: 'neutral',
};
