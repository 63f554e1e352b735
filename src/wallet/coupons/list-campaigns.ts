import { sql } from 'kysely';
import { hasRole } from '../../platform/actor.ts';
import { input, query } from '../../platform/command.ts';
import { findAsset } from '../asset.ts';
import type { CampaignView } from './contract.ts';

const campaignsMax = 200;

export const listCampaigns = query({
  name: 'wallet.list-campaigns',
  summary: 'Lists the coupon campaigns with how many were issued and taken, and what is used, open and expired.',
  rest: 'GET /coupons',
  can: (actor) => hasRole(actor, 'supervisor', 'compliance', 'admin'),
  input: input({}),
  run: async ({ db, config }): Promise<{ readonly campaigns: readonly CampaignView[] }> => {
    const { rows } = await sql<Omit<CampaignView, 'decimals'>>`
      select campaign, asset, count(*)::int as coupons, count(person_id)::int as claimed, sum(amount) as issued,
        sum(amount - "left" - released) as used, sum("left") as open, sum(released) as expired, max(expires_at) as "expiresAt"
      from wallet.coupons where campaign is not null group by campaign, asset order by max(issued_at) desc limit ${campaignsMax}`.execute(
      db,
    );
    return { campaigns: rows.map((row) => ({ ...row, decimals: findAsset(config, row.asset)?.decimals ?? 0 })) };
  },
});
