import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { personIdOf } from '../payment.ts';
import type { NoticeSettings } from './contract.ts';
import { readOff } from './settings.ts';

export const getNoticeSettings = query({
  name: 'wallet.get-notice-settings',
  summary: 'Reads which kinds of notices one does not get; security notices always come.',
  rest: 'GET /notice-settings',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async ({ db, actor }): Promise<NoticeSettings> => ({ off: await readOff(db, personIdOf(actor)) }),
});
