import { CopyText } from '../../../components/copy-text.tsx';
import { useFormat } from '../../../format.ts';
import { useText } from '../../../text.ts';

/** The resume code and how long it works, on every page of the form. */
export function SavedFor({ code, until }: { readonly code: string; readonly until: Date }) {
  const text = useText().complain.saved;
  const format = useFormat();
  return (
    <details className="saved">
      <summary>{text.title}</summary>
      <p>{text.text(format.day(until))}</p>
      <p>
        <CopyText>{code}</CopyText>
      </p>
      <p>{text.how}</p>
      <p className="hint">{text.secret}</p>
    </details>
  );
}
