import { input, query } from '../platform/command.ts';
import type { QueryCtx } from '../platform/command.ts';
import type { Pack } from './clocks/pack.ts';
import { packs } from './clocks/packs.ts';
import type { PackSummary } from './contract.ts';

export const listPacks = query({
  name: 'complaints.list-packs',
  summary: 'Lists the packs of deadlines that the program knows, those that govern complaints here first.',
  rest: 'GET /rules',
  can: () => true,
  input: input({}),
  run: async (ctx): Promise<{ packs: readonly PackSummary[] }> => {
    const all = [...packs.values()].map((pack) => summaryOf(ctx, pack));
    return { packs: [...all.filter(({ inUse }) => inUse !== null), ...all.filter(({ inUse }) => inUse === null)] };
  },
});

/** A pack as the list shows it. */
export function summaryOf(
  { config }: Pick<QueryCtx, 'config'>,
  { id, version, title, notice, binding }: Pack,
): PackSummary {
  const inUse = config.licences.includes(id) ? 'licence' : config.jurisdiction === id ? 'default' : null;
  return { id, version, title, notice, binding, inUse };
}
