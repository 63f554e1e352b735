import { useText } from '../text.ts';

/** A number or code to note down; copied by a button where JavaScript runs. */
export function CopyText({ children }: { readonly children: string }) {
  const text = useText().shell;
  return (
    <copy-text>
      <span data-copy className="copy-text">
        {children}
      </span>
      <button type="button" className="button button-quiet" hidden data-done={text.copied} aria-live="polite">
        {text.copy}
      </button>
    </copy-text>
  );
}
