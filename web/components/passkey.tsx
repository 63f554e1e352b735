interface PasskeyButtonProps {
  readonly ceremony: 'sign-in' | 'add';
  readonly label: string;
  /** Said where the device or the person refused. */
  readonly failed: string;
  /** Where it leads. */
  readonly then: string;
}

/** A button that appears where the browser knows passkeys; everything else on the page works without it. */
export function PasskeyButton({ ceremony, label, failed, then }: PasskeyButtonProps) {
  return (
    <pass-key ceremony={ceremony} then={then}>
      <button type="button" className="button button-secondary" hidden>
        {label}
      </button>
      <span className="field-error" role="alert" hidden data-failed={failed} />
    </pass-key>
  );
}
