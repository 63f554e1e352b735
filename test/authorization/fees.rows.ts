import { everybody } from './row.ts';
import type { Rows } from './row.ts';

export default {
  'wallet.list-fees': { may: everybody, input: () => ({}) },
  'wallet.publish-fees': { may: ['admin'], input: () => ({ from: '2999-01-01', rules: [] }) },
} satisfies Rows;
