import { checkoutProblem } from './problems.ts';

const localNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address leads to this very machine, as a shop under development does. */
export function isLocal({ hostname }: URL): boolean {
  return localNames.has(hostname);
}

/** An address that a browser may be sent to: https, or http on this machine; no sign-in data in it. */
function isOpenAddress(url: URL | null): url is URL {
  if (url === null || url.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || (url.protocol === 'http:' && isLocal(url));
}

export function readWebsite(typed: string): string {
  const url = URL.parse(typed.trim());
  if (isOpenAddress(url)) return url.href;
  throw checkoutProblem('website-refused', {}, [
    { pointer: '/website', detail: checkoutProblem('website-refused').text.detail },
  ]);
}

export function readReturnUrl(typed: string): string {
  const url = URL.parse(typed.trim());
  if (isOpenAddress(url)) return url.href;
  throw checkoutProblem('return-url-refused', {}, [
    { pointer: '/returnUrl', detail: checkoutProblem('return-url-refused').text.detail },
  ]);
}

/** Where the customer goes from the checkout: the shop's address, with the payment and how it stands. */
export function withOutcome(returnUrl: string, payment: string, status: string): string {
  const url = new URL(returnUrl);
  url.searchParams.set('payment', payment);
  url.searchParams.set('status', status);
  return url.href;
}
