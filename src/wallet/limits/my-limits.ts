import { verificationLevels } from '../../identity/contract.ts';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { assetName, findAsset } from '../asset.ts';
import { personIdOf } from '../payment.ts';
import { limitedOperations, limitsOf, limitTable } from './limit-table.ts';
import { readLimits } from './limits.ts';

export const myLimits = query({
  name: 'wallet.my-limits',
  summary:
    'What one’s verification level lets out of the wallet, what is used and left of it, and what the next level lets.',
  rest: 'GET /limits',
  can: (actor) => hasRole(actor, 'customer'),
  input: input({}),
  run: async (ctx) => {
    const { level, states } = await readLimits(ctx, personIdOf(ctx.actor), limitedOperations);
    const next = verificationLevels.find((higher) => higher > level);
    return {
      level,
      nextLevel: next ?? null,
      version: limitTable.version,
      zone: ctx.config.zone,
      limits: states.flatMap(({ operation, asset, limits, dayUsed, monthUsed, leftToday, left }) => {
        const format = findAsset(ctx.config, asset);
        return format === undefined
          ? []
          : [
              {
                operation,
                asset,
                name: assetName(asset),
                decimals: format.decimals,
                ...limits,
                dayUsed,
                monthUsed,
                leftToday,
                left,
                next: next === undefined ? null : limitsOf(operation, format, next),
              },
            ];
      }),
    };
  },
});
