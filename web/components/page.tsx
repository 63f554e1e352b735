import type { ReactNode } from 'react';
import { useShell } from '../shell-context.ts';
import { useText } from '../text.ts';
import { ErrorSummary } from './error-summary.tsx';
import { useFault } from './form.tsx';
import { Icon } from './icon.tsx';

interface PageProps {
  /** Names the page in the browser's tab; also its heading unless a question is. */
  readonly title: string;
  readonly children: ReactNode;
  /** Small words over the heading: the case number, the step. */
  readonly above?: ReactNode;
  readonly lead?: ReactNode;
  /** Where "Back" leads. */
  readonly back?: string;
  /** `text` for reading and forms, `wide` for tables. */
  readonly width?: 'text' | 'wide';
  /** The heading is the label of the page's one question. */
  readonly asks?: boolean;
}

/** The content of every page: title, way back, what was refused, heading, and the rest. */
export function Page({ title, children, above, lead, back, width = 'text', asks = false }: PageProps) {
  const { site } = useShell();
  const text = useText().shell;
  const prefix = useFault() === undefined ? '' : text.errorTitlePrefix;
  return (
    <div className={`page page-${width}`}>
      <title>{`${prefix}${title} – ${site.brand}`}</title>
      <meta name="description" content={typeof lead === 'string' ? lead : text.footer(site.brand)} />
      {back === undefined ? null : (
        <a href={back} className="back">
          <Icon name="back" /> {text.back}
        </a>
      )}
      <ErrorSummary />
      {above === undefined ? null : <p className="above">{above}</p>}
      {asks ? null : <h1>{title}</h1>}
      {lead === undefined ? null : <p className="lead">{lead}</p>}
      {children}
    </div>
  );
}
