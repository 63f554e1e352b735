import { englishComplaints } from './complaints.en.ts';
import { chineseComplaints } from './complaints.zh.ts';

export type DemoAttachment = 'bank-confirmation' | 'police-report' | 'screenshot';

export interface DemoComplaint {
  /** The persona who complains, or `guest:<e-mail address>`. */
  readonly from: string;
  /** What it is about, to compare with what the program proposes. */
  readonly issue: string;
  readonly door: 'web' | 'mail';
  readonly subject: string;
  readonly text: string;
  readonly attachment?: DemoAttachment;
}

export const demoComplaints: readonly (DemoComplaint & { readonly locale: 'en' | 'zh-CN' })[] = [
  ...englishComplaints.map((complaint) => ({ ...complaint, locale: 'en' as const })),
  ...chineseComplaints.map((complaint) => ({ ...complaint, locale: 'zh-CN' as const })),
];
