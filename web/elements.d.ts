/// <reference types="vite/client" />
import type { DetailedHTMLProps, HTMLAttributes } from 'react';

type CustomElement<Own = object> = DetailedHTMLProps<HTMLAttributes<HTMLElement> & Own, HTMLElement>;

/** The custom elements of web/enhance. */
declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'copy-text': CustomElement;
      'pass-key': CustomElement<{ readonly ceremony: string; readonly then: string }>;
      'text-count': CustomElement<{ readonly max: number; readonly sentence: string }>;
    }
  }
}
