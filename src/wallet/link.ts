const links = /^(?:https?:\/\/[^/\s]+)?\/(to|pay)\/([\w-]{43})$/;

/** What was typed, pasted or scanned, where it is one of our links: somebody's page for receiving, or a request. */
export function parseLink(
  typed: string,
): { readonly purpose: 'payee' | 'request'; readonly token: string } | undefined {
  const [, path, token = ''] = links.exec(typed.trim()) ?? [];
  if (path === undefined) return undefined;
  return { purpose: path === 'to' ? 'payee' : 'request', token };
}
