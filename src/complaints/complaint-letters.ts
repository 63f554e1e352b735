import type { Ctx } from '../platform/command.ts';
import type { Locale, Localized } from '../platform/localized.ts';
import type { CaseRow } from './case-row.ts';
import { linkOf, mailAddressOf } from './case-secrets.ts';
import type { NewMessage } from './change-case.ts';
import type { ConfirmationCode } from './confirmation-code.ts';
import type { ClockView, Complaint } from './contract.ts';
import { greet, writeDay, writeLetter, writeMoment } from './letters/letter.ts';
import type { ComplaintCopy, LetterDate } from './letters/letter.ts';
import { taxonomy } from './taxonomy.ts';
import type { IssueId } from './taxonomy.ts';

/** The case that a letter is about. */
export interface LetterCase {
  readonly id: string;
  readonly number: string;
  readonly name: string | null;
  readonly locale: Locale;
  readonly issue: IssueId;
  readonly openedAt: Date;
}

export function letterCase(row: CaseRow): LetterCase {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    locale: row.locale,
    issue: row.issue,
    openedAt: row.opened_at,
  };
}

const ourTeam = { id: null, name: null } as const;

/** The acknowledgement: number, dates, whom to ask, and a copy of the complaint ((EU) 2025/294 art. 4). */
export function acknowledgement(
  { config }: Pick<Ctx, 'config'>,
  about: LetterCase,
  complaint: Complaint,
  clocks: readonly ClockView[],
  code: ConfirmationCode | null,
): NewMessage {
  const text = writeLetter('acknowledgement', about.locale, {
    greeting: greet(about.name, about.locale),
    brand: config.brand,
    number: about.number,
    received: writeMoment(about.openedAt, about.locale),
    dates: datesOf(clocks, about.locale),
    address: mailAddressOf(config, about.id),
    complaint: copyOf(complaint, about),
  });
  return letter('acknowledgement', text, code === null ? undefined : confirmationText({ config }, about, code));
}

/** What goes to an address that nobody has confirmed: the number and a code, and nothing that a stranger wrote; without a code it is not mailed. */
export function receipt({ config }: Pick<Ctx, 'config'>, about: LetterCase, code: ConfirmationCode | null): NewMessage {
  const text = writeLetter('receipt', about.locale, {
    greeting: greet(null, about.locale),
    number: about.number,
    received: writeMoment(about.openedAt, about.locale),
  });
  return code === null
    ? { ...letter('acknowledgement', text), mail: undefined }
    : letter('acknowledgement', text, confirmationText({ config }, about, code));
}

/** The words with which a code is sent; they are in the mail alone. */
export function confirmationText(
  { config }: Pick<Ctx, 'config'>,
  { id, locale }: Pick<LetterCase, 'id' | 'locale'>,
  code: ConfirmationCode,
): string {
  return writeLetter('confirm-code', locale, {
    code: code.code,
    until: writeMoment(code.expiresAt, locale),
    link: linkOf(config, id),
  });
}

/** A letter that the program writes by itself. */
export function letter(kind: NewMessage['kind'], text: string, secret?: string): NewMessage {
  return { direction: 'out', kind, channel: 'email', author: ourTeam, text, mail: { automatic: true, secret } };
}

/** The dates that we owe, for a letter. */
export function datesOf(clocks: readonly ClockView[], locale: Locale): LetterDate[] {
  return clocks
    .filter((clock) => clock.bearer === 'provider' && clock.stoppedAt === null)
    .map((clock) => ({
      title: clock.title[locale],
      on: writeDay(clock.dueDate, locale),
      promise: clock.binding === 'promise',
    }));
}

const questions = {
  happened: { en: 'When it happened', 'zh-CN': '发生时间' },
  impact: { en: 'How it affected you', 'zh-CN': '对您的影响' },
  wanted: { en: 'What would put it right', 'zh-CN': '您希望如何解决' },
  help: { en: 'Help that you need', 'zh-CN': '您需要的协助' },
  transaction: { en: 'The payment', 'zh-CN': '相关交易' },
} as const satisfies Partial<Record<keyof Complaint, Localized>>;

function copyOf(complaint: Complaint, { issue, locale }: LetterCase): ComplaintCopy {
  const names = ['transaction', 'happened', 'impact', 'wanted', 'help'] as const;
  const answers = names.flatMap((name) => {
    const text = complaint[name];
    return text === undefined || text.trim() === '' ? [] : [{ question: questions[name][locale], text }];
  });
  return { issue: taxonomy[issue].label[locale], text: complaint.text, answers };
}
