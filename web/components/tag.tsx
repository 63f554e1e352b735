import type { ReactNode } from 'react';
import type { Tone } from './notice.tsx';

/** A state in a word; the colour repeats it and never says it alone. */
export function Tag({ tone, children }: { readonly tone: Tone | 'neutral'; readonly children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
