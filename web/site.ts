import type { Site } from './door.ts';

/** Where a complaint in any words may be mailed. */
export function complaintsAddress({ mailDomain }: Site): string {
  return `complaints@${mailDomain}`;
}
