export const roles = ['customer', 'handler', 'supervisor', 'compliance', 'admin'] as const;
export type Role = (typeof roles)[number];

/**
 * Who acts. A `person` is signed in; a `holder` shows the secret link of one case; a `guest` is anybody else; the
 * `system` is the program itself.
 */
export type Actor =
  | {
      readonly kind: 'person';
      readonly id: string;
      readonly name: string;
      readonly email: string;
      readonly roles: readonly Role[];
    }
  | { readonly kind: 'holder'; readonly caseId: string }
  | { readonly kind: 'guest' }
  | { readonly kind: 'system'; readonly name: string };

export function hasRole(actor: Actor, ...wanted: readonly Role[]): boolean {
  return actor.kind === 'person' && actor.roles.some((role) => wanted.includes(role));
}

/** Staff of the provider: everybody but customers. */
export function isStaff(actor: Actor): boolean {
  return hasRole(actor, 'handler', 'supervisor', 'compliance', 'admin');
}

/** How an actor is named in a history line or an event: `person:<id>`, `holder:<case id>`, `guest` or `system:<name>`. */
export function actorName(actor: Actor): string {
  switch (actor.kind) {
    case 'person':
      return `person:${actor.id}`;
    case 'holder':
      return `holder:${actor.caseId}`;
    case 'guest':
      return 'guest';
    case 'system':
      return `system:${actor.name}`;
  }
}
