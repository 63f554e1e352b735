import { home } from './en/home.ts';
import { shell } from './en/shell.ts';

/** The English texts, an area a file. */
export const en = { home, shell };
