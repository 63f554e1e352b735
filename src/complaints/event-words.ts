import { unreachable } from '../platform/assert.ts';
import type { Localized } from '../platform/localized.ts';
import type { CaseEvent } from './case-state.ts';
import { eventWords } from './clocks/explanation.ts';
import { describeOutcome } from './outcome.ts';
import { taxonomy } from './taxonomy.ts';

/** What an event says, without who did it: `sent a reply`. */
export function describeEvent(event: CaseEvent): Localized {
  switch (event.kind) {
    case 'opened':
      return { en: 'opened the case', 'zh-CN': '提交了投诉' };
    case 'acknowledged':
      return { en: 'confirmed receipt', 'zh-CN': '确认收到' };
    case 'verified':
      return { en: 'confirmed the address', 'zh-CN': '确认了邮箱' };
    case 'message-received':
      return event.automatic
        ? { en: 'an automatic mail came in', 'zh-CN': '收到自动邮件' }
        : { en: 'wrote a message', 'zh-CN': '发来留言' };
    case 'reply-sent':
      return event.asks
        ? { en: 'asked the customer', 'zh-CN': '请客户补充' }
        : { en: 'sent a reply', 'zh-CN': '发送了回复' };
    case 'note-added':
      return { en: 'added a note', 'zh-CN': '添加了备注' };
    case 'message-dismissed':
      return { en: 'marked the last message as needing no answer', 'zh-CN': '标记最新留言无需答复' };
    case 'evidence-attached':
      return { en: 'added a file', 'zh-CN': '添加了文件' };
    case 'assigned':
      return event.to === null
        ? { en: 'gave the case back to the queue', 'zh-CN': '将案件退回队列' }
        : { en: 'assigned the case', 'zh-CN': '分配了案件' };
    case 'recoded': {
      const { label } = taxonomy[event.to.issue];
      return { en: `filed it under ${label.en}`, 'zh-CN': `将问题类型改为${label['zh-CN']}` };
    }
    case 'account-unlocked':
      return { en: 'unlocked the account', 'zh-CN': '解锁了账户' };
    case 'decided': {
      const outcome = describeOutcome(event.outcome);
      return { en: `decided: ${outcome.en}`, 'zh-CN': `作出决定：${outcome['zh-CN']}` };
    }
    case 'redress-paid':
      return { en: 'paid redress', 'zh-CN': '支付了补救款' };
    case 'disagreed':
      return { en: 'disagreed with the decision', 'zh-CN': '对决定提出异议' };
    case 'withdrawn':
      return { en: 'withdrew the complaint', 'zh-CN': '撤回了投诉' };
    case 'reopened':
      return { en: 'reopened the case', 'zh-CN': '重新开启了案件' };
    case 'clock-missed':
      return { en: 'a deadline was missed', 'zh-CN': '错过了时限' };
    case 'clocks-recomputed': {
      const changes = event.changes
        .map(({ clock, before, after }) => `${clock} ${before ?? '–'} → ${after ?? '–'}`)
        .join(', ');
      return { en: `dates were computed again: ${changes}`, 'zh-CN': `重新计算了时限：${changes}` };
    }
    case 'outside-step': {
      const words = eventWords[event.step];
      return { en: `recorded what happened elsewhere: ${words.en}`, 'zh-CN': `记录了外部情况：${words['zh-CN']}` };
    }
    case 'closed':
      return { en: 'the case was closed', 'zh-CN': '案件已结' };
    default:
      return unreachable(event);
  }
}

/** Who did it, for staff. */
export function nameActor(actor: string, actorName: string | null): Localized {
  if (actorName !== null) return { en: actorName, 'zh-CN': actorName };
  if (actor.startsWith('system:')) return { en: 'The system', 'zh-CN': '系统' };
  return { en: 'The complainant', 'zh-CN': '投诉人' };
}
