/** Every address of the site; links and redirects come from here and nowhere else. */
export const paths = {
  home: () => '/',
  language: () => '/language',
  aboutComplaints: () => '/about-complaints',

  signIn: (next?: string) => withQuery('/sign-in', { next }),
  signOut: () => '/sign-out',
  register: () => '/register',
  account: () => '/account',

  wallet: () => '/wallet',

  complain: (transaction?: string) => withQuery('/complain', { transaction }),
  cases: () => '/cases',

  desk: () => '/desk',
} as const;

/** A path with those query fields that have a value. */
export function withQuery(path: string, fields: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined && value !== '') query.set(name, value);
  return query.size === 0 ? path : `${path}?${query.toString()}`;
}

/** The path to go back to that a form or an address carried, or `fallback` where it leads to another site. */
export function safeReturn(path: string | undefined, fallback: string): string {
  return path !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(path) ? path : fallback;
}
