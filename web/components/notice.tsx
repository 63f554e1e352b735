import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import type { IconName } from './icon.tsx';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

const icons: Readonly<Record<Tone, IconName>> = { info: 'info', good: 'tick', warn: 'alert', bad: 'alert' };

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  /** Announced by screen readers when the page opens: the result of what was just done. */
  readonly announce?: boolean;
}

/** Something to know before going on, or the result of what was just done. */
export function Notice({ tone = 'info', title, children, announce = false }: NoticeProps) {
  return (
    <div className={`notice notice-${tone}`} role={announce ? 'status' : undefined}>
      <Icon name={icons[tone]} />
      <div>
        {title === undefined ? null : <p className="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  );
}
