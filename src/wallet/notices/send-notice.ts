import { sql } from 'kysely';
import { lockLinkFor, personById } from '../../identity/identity.ts';
import type { Person } from '../../identity/identity.ts';
import type { Ctx } from '../../platform/command.ts';
import { shardOf } from '../../platform/id.ts';
import { localize } from '../../platform/localized.ts';
import type { Localized } from '../../platform/localized.ts';
import { hourlyMax } from './contract.ts';
import type { NoticeKind } from './contract.ts';
import { readOff } from './settings.ts';

/** What a person is told. Its `key` is what makes a repeat impossible: the movement, or the state that was reached. */
export interface Notice {
  /** `security` always comes. */
  readonly kind: NoticeKind | 'security';
  readonly key: string;
  readonly subject: Localized;
  readonly text: Localized;
  readonly values?: Readonly<Record<string, string>>;
  /** The page to see more. */
  readonly path?: string;
  /** The transaction that it is about. */
  readonly transaction?: string;
}

/** Tells a person, where he wants to hear of it, in his language, in the caller's transaction. */
export async function sendNotice(ctx: Ctx, personId: string, notice: Notice): Promise<void> {
  const desk = await openNotices(ctx, personId);
  await desk?.send(notice);
  await desk?.close();
}

/** Several notices to one person: what holds for all of them is read once. */
export interface NoticeDesk {
  readonly person: Person;
  send(notice: Notice): Promise<void>;
  /** Leaves so many for the summary of the hour unread. */
  hold(count: number): void;
  close(): Promise<void>;
}

/** Undefined where the person has no account any more. */
export async function openNotices(ctx: Ctx, personId: string): Promise<NoticeDesk | undefined> {
  const person = await personById(ctx.tx, personId);
  if (person === undefined) return undefined;
  const [off, hour] = [await readOff(ctx.tx, personId), await openHour(ctx, personId)];
  let [sent, held] = [0, 0];
  return {
    person,
    hold: (count) => {
      held += count;
    },
    send: async (notice) => {
      if (notice.kind !== 'security') {
        if (off.some((kind) => kind === notice.kind)) return;
        if (hour.sent + sent >= hourlyMax) {
          held += 1;
          return;
        }
        sent += 1;
      }
      await mailNotice(ctx, person, notice);
    },
    close: async () => {
      if (sent + held === 0) return;
      await ctx.tx
        .updateTable('wallet.notice_hours')
        .set({ sent: sql`sent + ${sent}`, held: sql`held + ${held}` })
        .where('shard', '=', shardOf(personId))
        .where('person_id', '=', personId)
        .where('hour', '=', hour.hour)
        .execute();
    },
  };
}

/** Puts a notice into the outbox, whatever was counted and chosen: the summary of an hour, and what asks for an answer. */
export async function mailNotice(ctx: Ctx, person: Person, notice: Notice): Promise<void> {
  await ctx.send({
    kind: 'mail',
    key: `notice ${notice.key} ${person.id}`,
    payload: {
      to: person.email,
      subject: localize(notice.subject, person.locale, valuesOf(ctx, notice)),
      text: writeText(ctx, person, notice),
      automatic: true,
    },
  });
}

/** The count of this hour, locked, so that two tellers count one after the other. */
async function openHour(ctx: Ctx, personId: string): Promise<{ readonly hour: Date; readonly sent: number }> {
  const hour = hourOf(ctx.now);
  const { sent } = await ctx.tx
    .insertInto('wallet.notice_hours')
    .values({ shard: shardOf(personId), person_id: personId, hour })
    .onConflict((conflict) => conflict.columns(['shard', 'person_id', 'hour']).doUpdateSet({ hour }))
    .returning('sent')
    .executeTakeFirstOrThrow();
  return { hour, sent };
}

const hourMs = 3_600_000;

export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}

function valuesOf({ config }: Ctx, { values }: Notice): Readonly<Record<string, string>> {
  return { brand: config.brand, site: config.publicUrl, ...values };
}

const ways = {
  see: { en: 'See it: {link}', 'zh-CN': '查看详情：{link}' },
  wrong: {
    en: 'Was it not you, or is something wrong? Complain, it is free: {link}',
    'zh-CN': '不是您本人操作，或有疑问？请投诉，免费：{link}',
  },
  lock: {
    en: 'Lock your account now, one tap, no sign-in needed: {link}',
    'zh-CN': '立即锁定账户（一键操作，无需登录）：{link}',
  },
  settings: {
    en: 'Choose which notices you get: {link}',
    'zh-CN': '选择接收哪些通知：{link}',
  },
  security: {
    en: 'This notice is about your security, so it always comes.',
    'zh-CN': '此通知关系到您的账户安全，因此始终发送。',
  },
} as const satisfies Record<string, Localized>;

/** The notice with its ways on: more about it, a complaint, and which notices one gets. */
function writeText(ctx: Ctx, { id, locale }: Person, notice: Notice): string {
  const site = ctx.config.publicUrl;
  const way = (text: Localized, path: string): string => localize(text, locale, { link: `${site}${path}` });
  const about = notice.transaction === undefined ? '' : `?transaction=${notice.transaction}`;
  const path = notice.path ?? (notice.transaction === undefined ? undefined : `/transactions/${notice.transaction}`);
  return [
    localize(notice.text, locale, valuesOf(ctx, notice)),
    '',
    ...(path === undefined ? [] : [way(ways.see, path)]),
    way(ways.wrong, `/complain${about}`),
    localize(ways.lock, locale, { link: lockLinkFor(ctx, id) }),
    '',
    notice.kind === 'security' ? localize(ways.security, locale) : way(ways.settings, '/account/notices'),
    '',
  ].join('\n');
}
