export const roles = ['customer', 'handler', 'supervisor', 'compliance', 'admin'] as const;
export type Role = (typeof roles)[number];

/** How somebody is signed in: since when, when he last showed password, code or passkey, and when his device was first seen. */
export interface SignedInBy {
  readonly sessionId: string;
  readonly since: Date;
  readonly provenAt: Date;
  readonly deviceSince: Date;
}

/**
 * Who acts. A `person` is signed in; a `holder` shows the secret link of one case; a `merchant` is a shop's program,
 * which shows one of his API keys; a `guest` is anybody else; the `system` is the program itself.
 */
export type Actor =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly roles: readonly Role[];
      /** Absent where he acts without a session: the program on his behalf, or a key of his. */
      readonly session?: SignedInBy;
    }
  | { readonly kind: 'holder'; readonly caseId: string }
  | {
      readonly kind: 'merchant';
      /** The person whose shop it is. */
      readonly merchantId: string;
      readonly keyId: string;
      readonly scopes: readonly string[];
    }
  | { readonly kind: 'guest' }
  | { readonly kind: 'system'; readonly name: string };

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.kind === 'person' && actor.roles.some((role) => wanted.includes(role));
}

/** Staff of the provider: everybody but customers. */
export function isStaff(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'compliance', 'admin');
}

/** How an actor is named in a history line or an event: `person:<id>`, `holder:<case id>`, `merchant:<person id>/key:<id>`, `guest` or `system:<name>`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.id}`;
    case 'holder':
      return `holder:${actor.caseId}`;
    case 'merchant':
      return `merchant:${actor.merchantId}/key:${actor.keyId}`;
    case 'guest':
      return 'guest';
    case 'system':
      return `system:${actor.name}`;
  }
}
