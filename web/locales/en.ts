import { complain } from './en/complain.ts';
import { home } from './en/home.ts';
import { identity } from './en/identity.ts';
import { shell } from './en/shell.ts';
import { tracker } from './en/tracker.ts';

/** The English texts, an area a file. */
export const en = { complain, home, identity, shell, tracker };
