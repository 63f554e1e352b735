export interface Step {
  readonly id: string;
  readonly label: string;
}

/** Where something stands on its way: done, now, to come. `now` past the last step: all done. */
export function Steps({
  steps,
  now,
  label,
}: {
  readonly steps: readonly Step[];
  readonly now: number;
  readonly label: string;
}) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step, index) => (
        <li
          key={step.id}
          className={index < now ? 'is-done' : index === now ? 'is-now' : undefined}
          aria-current={index === now ? 'step' : undefined}
        >
          {step.label}
        </li>
      ))}
    </ol>
  );
}
