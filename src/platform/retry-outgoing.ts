import { Type } from 'typebox';
import { command, input } from './command.ts';
import { readsOutgoing } from './outgoing.ts';
import { putAgain } from './outbox.ts';
import { platformProblem } from './problems.ts';

export const retryOutgoing = command({
  name: 'platform.retry-outgoing',
  summary: 'Sends an outgoing mail again that is dead, or was kept for want of a way out.',
  rest: 'POST /outgoing/{id}/retry',
  can: readsOutgoing,
  input: input({ id: Type.String({ format: 'uuid' }) }),
  run: async (ctx, { id }) => {
    const row = await ctx.tx
      .selectFrom('platform.outbox')
      .select('status')
      .where('id', '=', id)
      .where('kind', '=', 'mail')
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw platformProblem('unknown-outgoing');
    if (row.status !== 'dead' && row.status !== 'kept') throw platformProblem('outgoing-under-way');
    if (ctx.config.smtpUrl === undefined) throw platformProblem('no-way-out');
    ctx.about(`outgoing:${id}`);
    await putAgain(ctx.tx, id, ctx.now);
  },
});
