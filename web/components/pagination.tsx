import { useText } from '../text.ts';

interface PaginationProps {
  /** Addresses of the neighbours, where there are any. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
}

/** The way to the rest of a long list. */
export function Pagination({ previous, next }: PaginationProps) {
  const text = useText().shell;
  if (previous === undefined && next === undefined) return null;
  return (
    <nav className="pagination" aria-label={text.pages}>
      {previous === undefined ? (
        <span />
      ) : (
        <a href={previous} rel="prev">
          {text.previous}
        </a>
      )}
      {next === undefined ? (
        <span />
      ) : (
        <a href={next} rel="next">
          {text.next}
        </a>
      )}
    </nav>
  );
}
