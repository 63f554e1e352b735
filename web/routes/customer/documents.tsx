import type { DocumentView } from '../../../src/wallet/statements/contract.ts';
import { Table } from '../../components/table.tsx';
import type { Column } from '../../components/table.tsx';
import { useFormat } from '../../format.ts';
import { paths } from '../../paths.ts';
import { useText } from '../../text.ts';

/** What a statement or an export is called. */
export function useDocumentName(): (document: DocumentView) => string {
  const text = useText().documents;
  const format = useFormat();
  return ({ kind, asset, from, to, askedAt }) =>
    kind === 'export'
      ? text.exportName(format.shortDay(askedAt))
      : text.name(asset ?? '', unbroken(from), unbroken(to));
}

/** Statements or exports, newest first, each a link to its page. */
export function DocumentTable({
  caption,
  documents,
  none,
}: {
  readonly caption: string;
  readonly documents: readonly DocumentView[];
  readonly none: string;
}) {
  const text = useText().documents;
  const format = useFormat();
  const nameOf = useDocumentName();
  const columns: readonly Column<DocumentView>[] = [
    {
      id: 'what',
      head: text.what,
      cell: (document) => (
        <a href={paths.madeDocument(document.id)}>
          {nameOf(document)} ({document.format.toUpperCase()})
        </a>
      ),
    },
    { id: 'asked', head: text.askedAt, cell: ({ askedAt }) => format.instant(askedAt) },
    { id: 'state', head: text.state, cell: ({ state }) => text.states[state] },
  ];
  return <Table caption={caption} columns={columns} rows={documents} keyOf={({ id }) => id} empty={none} />;
}

/** A day that stays on its line. */
function unbroken(day: string | null): string {
  return (day ?? '').replaceAll('-', '\u2011');
}
