import { useFormat } from '../../format.ts';
import { useText } from '../../text.ts';

interface OpeningsProps {
  readonly openings: readonly { readonly fileId: string; readonly at: Date; readonly by: string }[];
  readonly files: readonly { readonly id: string; readonly name: string }[];
}

/** Who opened which document and when: whoever looks at papers of a customer is seen doing it. */
export function Openings({ openings, files }: OpeningsProps) {
  const text = useText().verification.desk;
  const format = useFormat();
  if (openings.length === 0) return null;
  return (
    <details>
      <summary>{text.openings(String(openings.length))}</summary>
      <ul>
        {openings.map(({ fileId, at, by }) => (
          <li key={`${fileId} ${at.toISOString()} ${by}`}>
            {text.opening(by, files.find(({ id }) => id === fileId)?.name ?? '', format.instant(at))}
          </li>
        ))}
      </ul>
    </details>
  );
}
