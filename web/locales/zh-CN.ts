import { home } from './zh-CN/home.ts';
import { shell } from './zh-CN/shell.ts';
import type { en } from './en.ts';
import type { Texts } from './texts.ts';

/** The Chinese texts, an area a file. */
export const zhCN: Texts<typeof en> = { home, shell };
