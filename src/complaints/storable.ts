import type { Arrival } from './contract.ts';

/** A text that a channel brought, as PostgreSQL can keep it and as it hashes: without NUL, every surrogate in its pair. */
export function storable(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** An arrival whose texts can be kept. */
export function storableArrival({ messageId, references, subject, html, ...rest }: Arrival): Arrival {
  return {
    ...rest,
    ...(messageId === undefined ? {} : { messageId: storable(messageId) }),
    ...(references === undefined ? {} : { references: references.map(storable) }),
    ...(subject === undefined ? {} : { subject: storable(subject) }),
    ...(html === undefined ? {} : { html: storable(html) }),
  };
}
