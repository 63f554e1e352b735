import type { ReactNode } from 'react';

export interface TimelineItem {
  readonly id: string;
  readonly title: ReactNode;
  readonly at: ReactNode;
  readonly body?: ReactNode;
  /** Whose side it comes from. */
  readonly side?: 'theirs' | 'ours' | 'note' | 'machine';
}

/** What happened, in order. */
export function Timeline({ items }: { readonly items: readonly TimelineItem[] }) {
  return (
    <ol className="timeline">
      {items.map(({ id, title, at, body, side = 'machine' }) => (
        <li key={id} id={id} className={`timeline-item timeline-${side}`}>
          <div className="timeline-head">
            <strong>{title}</strong> <span className="hint">{at}</span>
          </div>
          {body}
        </li>
      ))}
    </ol>
  );
}
