/** A handle somebody may hold: only ASCII, so that no two look alike by a foreign letter. */
const pattern = /^[a-z0-9_]{3,20}$/;

/** Names that would pass for the provider, its staff, or a part of the site. */
const reserved = new Set([
  'admin',
  'administrator',
  'api',
  'app',
  'assets',
  'audit',
  'bank',
  'billing',
  'case',
  'cases',
  'ceo',
  'complain',
  'complaint',
  'complaints',
  'compliance',
  'contact',
  'customer',
  'customer_service',
  'deposit',
  'desk',
  'escrow',
  'fee',
  'fees',
  'finance',
  'fraud',
  'guest',
  'handler',
  'help',
  'helpdesk',
  'home',
  'info',
  'invoice',
  'kefu',
  'legal',
  'log',
  'mail',
  'me',
  'merchant',
  'moderator',
  'noreply',
  'no_reply',
  'null',
  'official',
  'okpay',
  'ombudsman',
  'operator',
  'owner',
  'pay',
  'payment',
  'payments',
  'payout',
  'postmaster',
  'privacy',
  'public',
  'recourse',
  'redress',
  'refund',
  'refunds',
  'regulator',
  'register',
  'root',
  'safety',
  'secure',
  'security',
  'service',
  'settlement',
  'staff',
  'statistics',
  'status',
  'superuser',
  'supervisor',
  'support',
  'suspense',
  'sys',
  'sysadmin',
  'system',
  'team',
  'treasury',
  'trust',
  'undefined',
  'verify',
  'verified',
  'wallet',
  'webmaster',
  'withdraw',
  'withdrawal',
]);

/** The handle in the one form in which it is claimed (a leading @ falls away), or why it cannot be one. */
export function parseHandle(
  typed: string,
  brand: string,
): { readonly handle: string } | { readonly fault: 'invalid' | 'reserved' } {
  const handle = typed.normalize('NFKC').trim().toLowerCase().replace(/^@/, '');
  if (!pattern.test(handle)) return { fault: 'invalid' };
  const bare = unmask(handle);
  const ownName = unmask(brand.toLowerCase().replace(/[^a-z0-9]/g, ''));
  if (reserved.has(handle) || reservedBare.has(bare) || (ownName.length > 2 && bare.includes(ownName)))
    return { fault: 'reserved' };
  return { handle };
}

/** The letters that a glance reads: `0kpay_`, `okpay` and `_okpay` are the same to a hurried payer. */
function unmask(handle: string): string {
  return handle
    .replaceAll('_', '')
    .replaceAll('0', 'o')
    .replaceAll(/[1l]/g, 'i')
    .replaceAll('5', 's')
    .replaceAll('3', 'e')
    .replaceAll('vv', 'w');
}

const reservedBare = new Set([...reserved].map(unmask));
