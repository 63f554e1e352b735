import type { ReactNode } from 'react';

export type ButtonKind = 'primary' | 'secondary' | 'danger' | 'quiet';

interface ButtonProps {
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
  /** Sent as `name=value` by the button that was pressed. */
  readonly name?: string;
  readonly value?: string;
  /** Why it cannot be pressed now; shown beside it, since a refused action says why. */
  readonly disabledReason?: string | undefined;
}

/** Sends the form it stands in. */
export function Button({ children, kind = 'primary', name, value, disabledReason }: ButtonProps) {
  if (disabledReason !== undefined) {
    return (
      <span className="button-refused">
        <button type="button" className={`button button-${kind}`} aria-disabled="true">
          {children}
        </button>
        <span className="hint">{disabledReason}</span>
      </span>
    );
  }
  return (
    <button type="submit" className={`button button-${kind}`} name={name} value={value}>
      {children}
    </button>
  );
}

/** A link that is the main thing to do on its page. */
export function ButtonLink({
  href,
  children,
  kind = 'primary',
}: {
  readonly href: string;
  readonly children: ReactNode;
  readonly kind?: ButtonKind;
}) {
  return (
    <a href={href} className={`button button-${kind}`}>
      {children}
    </a>
  );
}

/** Buttons side by side, the main one first; one above the other on a narrow screen. */
export function ButtonRow({ children }: { readonly children: ReactNode }) {
  return <div className="button-row">{children}</div>;
}
