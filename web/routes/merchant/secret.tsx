import type { ReactNode } from 'react';
import { CopyText } from '../../components/copy-text.tsx';
import { Notice } from '../../components/notice.tsx';

/** A secret that is shown this once. */
export function Secret({
  title,
  text,
  secret,
  children,
}: {
  readonly title: string;
  readonly text: string;
  readonly secret: string;
  readonly children?: ReactNode;
}) {
  return (
    <Notice tone="warn" announce title={title}>
      <p>{text}</p>
      <p className="secret">
        <CopyText>{secret}</CopyText>
      </p>
      {children}
    </Notice>
  );
}
