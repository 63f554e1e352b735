import { createContext, useContext } from 'react';
import type { Actor } from '../src/platform/actor.ts';
import type { Locale } from '../src/platform/localized.ts';
import type { Site } from './door.ts';

/** What every page shows or needs: who reads, in which language, and where. */
export interface Shell {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly now: Date;
  readonly site: Site;
  readonly requestId: string;
  /** Path and query of this page. */
  readonly path: string;
  /** What waits for staff to look at, on every page of theirs. */
  readonly waiting: Waiting;
  /** Address of the script that adds small comforts where JavaScript runs. */
  readonly script: string;
}

/** How many things wait for a person: messages that no rule could file, mail that could not be delivered, withdrawals to look at. */
export interface Waiting {
  readonly contacts: number;
  readonly dead: number;
  readonly withdrawals: number;
}

export const ShellContext = createContext<Shell | undefined>(undefined);

export function useShell(): Shell {
  const shell = useContext(ShellContext);
  if (shell === undefined) throw new Error('broken invariant: a page is rendered inside the shell');
  return shell;
}
