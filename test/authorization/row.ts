import type { World } from './world.ts';

/**
 * Somebody at a door: `own` and `other` are customers to whom the thing belongs or not, `holder-…` shows the link of the
 * one's case or the other's, `key-…` an API key of the one or the other with every scope, `narrow-key` one of `own` with none.
 */
export const readers = [
  'guest',
  'own',
  'other',
  'holder-own',
  'holder-other',
  'key-own',
  'key-other',
  'narrow-key',
  'handler',
  'supervisor',
  'compliance',
  'admin',
  'system',
] as const;
export type Reader = (typeof readers)[number];

/** Who may do one thing. Everybody else is told that he may not, or that there is no such thing (401, 403, 404). */
export interface Row {
  readonly may: readonly Reader[];
  /** An input about a thing that belongs to `own`, made anew for each reader. */
  readonly input: (world: World) => object | Promise<object>;
  /** Undoes what stands in the way of other rows. */
  readonly after?: (world: World) => Promise<unknown>;
}

/** Rows by the name of their operation. */
export type Rows = Readonly<Record<string, Row>>;

const keys: readonly Reader[] = ['key-own', 'key-other', 'narrow-key'];
/** All but API keys, which may do nothing that does not name a scope for them. */
export const everybody = readers.filter((reader) => !keys.includes(reader));
export const customers = ['own', 'other'] as const satisfies readonly Reader[];
export const staff = ['handler', 'supervisor', 'compliance', 'admin'] as const satisfies readonly Reader[];
/** Staff who answer complaints; compliance only reads them. */
export const desk = ['handler', 'supervisor', 'admin'] as const satisfies readonly Reader[];
export const signedIn = [...customers, ...staff] as const;
