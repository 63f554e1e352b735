import type { OutputOf } from '../../../src/platform/door.ts';
import type { AppOperation } from '../../../src/app.ts';
import type { Tone } from '../../components/notice.tsx';
import { Table } from '../../components/table.tsx';
import { Tag } from '../../components/tag.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useShell } from '../../shell-context.ts';
import { useText } from '../../text.ts';

type File = OutputOf<AppOperation, 'wallet.list-bank-files'>['files'][number];

export const fileTones: Readonly<Record<File['state'], Tone | 'neutral'>> = {
  kept: 'info',
  refused: 'bad',
  waiting: 'warn',
  booking: 'info',
  booked: 'good',
  'turned-down': 'neutral',
};

/** The other pages of the bank's side. */
export function BankLinks() {
  const text = useText().bankWork.links;
  return (
    <ul className="links">
      <li>
        <a href={paths.bankBatches()}>{text.batches}</a>
      </li>
      <li>
        <a href={paths.bankItems()}>{text.items}</a>
      </li>
      <li>
        <a href={paths.bankComparisons()}>{text.comparisons}</a>
      </li>
    </ul>
  );
}

/** Files that wait for a person or are being booked; nothing where there are none. */
export function UnfinishedFiles({ files }: { readonly files: readonly File[] }) {
  const { locale } = useShell();
  const { files: text } = useText().bankWork;
  const { progress } = useText().bank;
  const format = useFormat();
  if (files.length === 0) return null;
  return (
    <>
      <h2>{text.title}</h2>
      <Table
        caption={text.title}
        rows={files}
        keyOf={({ sha256 }) => sha256}
        empty=""
        columns={[
          {
            id: 'name',
            head: text.name,
            cell: ({ sha256, refused }) => (
              <a href={paths.bankFile(sha256)}>{refused?.title[locale] ?? sha256.slice(0, 12)}</a>
            ),
          },
          {
            id: 'state',
            head: text.state,
            cell: ({ state, booked, lines }) => (
              <>
                <Tag tone={fileTones[state]}>{text.states[state]}</Tag>
                {state === 'booking' ? ` ${progress(format.count(booked), format.count(lines))}` : null}
              </>
            ),
          },
          { id: 'uploaded', head: text.uploaded, cell: ({ uploadedAt }) => format.instant(uploadedAt) },
          { id: 'by', head: text.by, cell: ({ uploader }) => uploader },
          { id: 'size', head: text.size, number: true, cell: ({ bytes }) => format.bytes(bytes) },
        ]}
      />
    </>
  );
}
