import type { ReactNode } from 'react';

export interface Fact {
  readonly id: string;
  readonly term: ReactNode;
  readonly value: ReactNode;
  /** A link to change it, for review pages. */
  readonly action?: ReactNode;
}

/** Terms and what they are, as a definition list. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ id, term, value, action }) => (
        <div key={id}>
          <dt>{term}</dt>
          <dd>{value}</dd>
          {action === undefined ? null : <dd className="facts-action">{action}</dd>}
        </div>
      ))}
    </dl>
  );
}
