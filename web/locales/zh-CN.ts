import { complain } from './zh-CN/complain.ts';
import { home } from './zh-CN/home.ts';
import { identity } from './zh-CN/identity.ts';
import { shell } from './zh-CN/shell.ts';
import { tracker } from './zh-CN/tracker.ts';
import type { en } from './en.ts';
import type { Texts } from './texts.ts';

/** The Chinese texts, an area a file. */
export const zhCN: Texts<typeof en> = { complain, home, identity, shell, tracker };
