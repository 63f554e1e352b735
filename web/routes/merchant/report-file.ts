import { settlementCsv } from '../../../src/wallet/checkout/settlement-csv.ts';
import { load } from '../../route.ts';

/** The settlement of some days as a file for spreadsheets. */
export const loader = load(async ({ door, url }) => {
  const [from, to] = [url.searchParams.get('from') ?? '', url.searchParams.get('to') ?? ''];
  const settlement = await door.call('wallet.get-settlement', { from, to });
  return new Response(settlementCsv(settlement), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="settlement-${from}-${to}.csv"`,
      'cache-control': 'no-store',
    },
  });
});
