import { leavesOf } from './body.ts';
import { decodeHeader, readAddresses } from './header.ts';
import { decodeContent, fieldOf, parseMime, type MimePart } from './mime.ts';

/** What a machine, rather than a person, sent; `person` is everything else. */
export type MailNature = 'person' | 'auto-reply' | 'bounce' | 'abuse-report' | 'receipt' | 'bulk' | 'automatic';

/** What a bounce says (RFC 3464 where the sender kept to it, else read out of the text). */
export type DeliveryReport = {
  recipients: string[];
  action: string;
  status: string;
  diagnostic: string;
  originalMessageId: string | undefined;
};

const textScannedMax = 20_000;

/** What a machine's subject says stands at its beginning; the patterns would take minutes over a long one made to stall them. */
const subjectScannedMax = 300;

/**
 * Tells what kind of sender a mail has: RFC 3464 and RFC 3834 where they are followed, and the habits of mail servers
 * and programs of the last forty years where they are not.
 */
export function natureOf(root: MimePart, wholeSubject: string, text: string): MailNature {
  const subject = wholeSubject.slice(0, subjectScannedMax);
  const types = new Set(leavesOf(root).map((leaf) => leaf.contentType.value));
  const report =
    root.contentType.value === 'multipart/report'
      ? (root.contentType.parameters['report-type'] ?? '').toLowerCase()
      : '';
  if (report === 'feedback-report' || types.has('message/feedback-report')) return 'abuse-report';
  if (report === 'disposition-notification' || types.has('message/disposition-notification')) return 'receipt';
  if (isBounce(root, types, report, subject, text.slice(0, textScannedMax))) return 'bounce';
  if (isAutoReply(root, subject)) return 'auto-reply';
  if (autoSubmitted(root).startsWith('auto-')) return 'automatic';
  if (isBulk(root)) return 'bulk';
  return 'person';
}

function isBounce(root: MimePart, types: Set<string>, report: string, subject: string, text: string): boolean {
  if (
    report === 'delivery-status' ||
    types.has('message/delivery-status') ||
    types.has('message/global-delivery-status')
  )
    return true;
  if (fieldOf(root, 'x-failed-recipients') !== undefined) return true;
  // Amazon reports bounces as JSON (SNS).
  if (/"notificationType\\?"\s*:\s*\\?"Bounce/.test(text)) return true;
  if (isFromMailSystem(root) && (bounceSubject.test(subject) || bounceText.test(text))) return true;
  // Without a machine's name on it a mail is a bounce only if it is called one and shows an error code of SMTP:
  // people complain about unknown users and failed payments too.
  const isAnswer = /^(?:re|aw|sv|fw|fwd|wg|回复|答复|转发)\s*[:：]/i.test(subject);
  return !isAnswer && calledBounce.test(subject) && smtpCode.test(text) && bounceText.test(text);
}

const smtpCode = /(?:^|[\s(<"':#])[45]\d\d[ -](?=#?[45]\.\d|\D{3})|\b[45]\.\d{1,3}\.\d{1,3}\b/m;
const calledBounce =
  /undeliver|non[- ]?deliver|not delivered|returned (?:mail|message|to sender)|delivery (?:status notification|fail|has failed|problem|error|report|unsuccessful)|mail(?:ing)? (?:failure|delivery|error|system)|message (?:could not|delivery)|failure notice|bounced|unzustellbar|zustellung|non remis|no entregado|退信|投递失败|無法投遞|配信|送信(?:エラー|失敗)|не доставлен|недоставлен|반송/i;

const bounceSubject =
  /undeliver|non[- ]?deliver|not (?:be )?deliver|delivery (?:status|fail|error|problem|report|notification|has failed|unsuccessful)|deliver(?:y)? failure|fail(?:ure|ed)[ :-]+(?:notice|delivery|mail|message|to deliver)|(?:mail|message|warning).{0,20}(?:delivery|could not|failed|returned|delayed)|returned (?:mail|message|to sender|e-?mail)|return(?:ed|ing)? to sender|mail (?:system|delivery|error)|could not (?:send|be sent|deliver)|unable to deliver|bounced? (?:mail|message)|mail failure|malformed|user unknown|unknown (?:user|recipient)|address (?:not found|unknown)|rejected? (?:mail|message)|message (?:rejected|blocked|not accepted)|unzustellbar|nicht zustellbar|zustell(?:ung|fehler|status)|fehlgeschlagen|rücksendung|non remis|échec de (?:la )?(?:remise|livraison)|non distribu|notification d.état de remise|no (?:se )?(?:pudo|puede|entregad|entregable)|devuelto|mensaje no entregado|não (?:entregue|foi entregue)|mancata consegna|impossibile recapitare|non recapitabile|onbestelbaar|niet (?:be)?zorgd|kan ikke leveres|kunde inte levereras|nie dostarczono|zwrot|не (?:доставлен|удалось доставить)|недоставлен|ошибка доставки|退信|退回|投递失败|傳送失敗|无法投递|無法投遞|系统退信|未送达|未傳遞|配信(?:エラー|不能|できま)|送信(?:エラー|失敗)|返送|メール.{0,6}届|宛先不明|반송|전송 ?실패|배달 ?실패/i;

const bounceText =
  /could ?n[o']t be (?:delivered|sent)|(?:was|were|been|is) (?:not|un)(?: be)? ?(?:able to be )?deliver(?:ed|able)|unable to deliver|(?:delivery|message|mail).{0,40}(?:failed|fails|failure|rejected|refused|unsuccessful|delayed|not been delivered)|failed (?:permanently|addresses|recipient)|permanent (?:fatal )?(?:error|failure)|(?:user|recipient|mailbox|address|account|host|domain).{0,30}(?:unknown|not (?:found|exist|listed|available|local)|unavailable|disabled|inactive|rejected|does ?n[o']t exist|invalid)|(?:unknown|no such|invalid|bad|inactive) (?:user|recipient|mailbox|address|host|domain|account|destination)|mail ?box.{0,20}(?:full|exceeded)|(?:over|exceeds?|exceeded).{0,20}quota|quota.{0,20}exceed|returned (?:mail|message|to sender)|undeliver|(?:did|has|have|had) not (?:reach|been delivered|been read|yet been delivered)|relay(?:ing)? (?:access )?denied|access denied|transcript of session|the following (?:address|recipient|destination)|error (?:message )?(?:from|returned by) (?:remote|other|the)|remote (?:host|server|mail|system) (?:said|responded|returned)|<<< ?[45]\d\d|smtp error|(?:^|\s)5\d\d[ -]#?\d\.\d\.\d|(?:^|\s)[45]5\d [a-z]|status: [45]\.\d|hop count|loop|(?:konnte|konnten) nicht|nicht zugestellt|nicht zustellbar|unbekannt|n'a pu être|n’a pu être|non remis|no se (?:ha )?(?:pudo|puede)|não (?:pôde|foi)|non (?:è stato possibile|può essere)|не (?:может|удалось|доставлен)|无法|不存在|退信|退回|失败|未能|できませんでした|届きません|見つかりません|不明|エラー|다시 ?보내|실패|없습니다|incorrectly constructed|malformed address|requested action not taken|no such user/im;

function isFromMailSystem(root: MimePart): boolean {
  if (hasNullReturnPath(root)) return true;
  if (/mailer[-_. ]?daemon|post[-_ ]?master/i.test(fieldOf(root, 'return-path') ?? '')) return true;
  return ['from', 'sender'].some((name) =>
    /mailer[-_. ]?daemon|post[-_ ]?master|mail delivery|delivery (?:sub)?system|mail ?(?:system|server|gateway|router|marshal|admin)|\bmta\b|\bmmdf\b|\bsmtp[-_ ]?(?:server|gateway|daemon|mailer)?@|bounce|no[-_.]?reply.{0,20}(?:deliver|bounce)|internet mail|system administrator|microsoft exchange|undeliver|administrador|correio/i.test(
      fieldOf(root, name) ?? '',
    ),
  );
}

function hasNullReturnPath(root: MimePart): boolean {
  return /^\s*<\s*>\s*$/.test(fieldOf(root, 'return-path') ?? '');
}

function autoSubmitted(root: MimePart): string {
  return (fieldOf(root, 'auto-submitted') ?? '').trim().toLowerCase();
}

const autoReplyHeaders = [
  'x-autoreply',
  'x-autorespond',
  'x-autoreply-from',
  'x-autoresponder',
  'x-mail-autoreply',
  'x-auto-reply-from',
  'x-vacation',
  'x-autogenerated',
  'x-auto-response',
  'x-facebook-notify-autoreply',
];

const autoReplySubject =
  /^\W*(?:re|aw|sv|fw)?\s*[:：]?\W*(?:auto(?:matic|mated|matisch|mated)?[-: ]*(?:re(?:ply|sponse|spond)|antwort|svar|message)|auto(?:reply|response|responder|svar|antwort|re)?\s*[:：]|out[- ]of[- ](?:the[- ])?office|\bo{3}\b\s*[:：]|away from (?:the |my )?(?:office|mail|desk)|on (?:vacation|annual leave|holiday|leave)|vacation (?:reply|message|notice|response)|i am (?:currently )?(?:out of|away|on vacation)|automatische (?:antwort|rückmeldung)|abwesen(?:d|heit)|außer haus|réponse automatique|r[ée]ponse auto|absen(?:ce|t)\b|message d.absence|respuesta autom[áa]tica|fuera de (?:la )?oficina|autorespuesta|resposta autom[áa]tica|fora do escrit[óo]rio|ausência|risposta automatica|fuori (?:sede|ufficio)|automatisch antwoord|afwezig|automatisk svar|frånvaro|fravær|poissaolo|automaattinen|automatyczna odpowied[źz]|odpowied[źz] automatyczna|automatick[áé] odpov[ěe]|nepřítomnost|automatikus v[áa]lasz|r[ăa]spuns automat|otomatik yan[ıi]t|αυτόματη απάντηση|автоматич\S* (?:ответ|відповідь)|автоответ|автовідповідь|нет на месте|вне офиса|自动(?:回复|答复|应答)|自動(?:回覆|回復|答覆|返信|応答)|不在(?:通知|办公室|のお知らせ|です)|外出|休假|자동 ?(?:회신|응답|답장)|부재 ?중|trả lời tự động|balasan otomatis|תשובה אוטומטית|رد تلقائي|การตอบกลับอัตโนมัติ)/i;

function isAutoReply(root: MimePart, subject: string): boolean {
  if (autoSubmitted(root).startsWith('auto-replied')) return true;
  if (autoReplyHeaders.some((name) => fieldOf(root, name) !== undefined)) return true;
  if (/^auto[-_]?reply$/i.test((fieldOf(root, 'precedence') ?? '').trim())) return true;
  if (/^(?:auto[-_]?reply|oof)/i.test((fieldOf(root, 'x-precedence') ?? '').trim())) return true;
  return autoReplySubject.test(subject);
}

/** Mail to many, sent by a machine: nobody waits for its answer, yet a person decides what it is. */
function isBulk(root: MimePart): boolean {
  return /^\s*(?:bulk|list|junk)/i.test(fieldOf(root, 'precedence') ?? '') || fieldOf(root, 'list-id') !== undefined;
}

/** Reads what a bounce says about the mail that could not be delivered. */
export function readDeliveryReport(root: MimePart, text: string): DeliveryReport {
  const leaves = leavesOf(root);
  const status = leaves.find((leaf) => /^message\/(?:global-)?delivery-status$/.test(leaf.contentType.value));
  const fields = status === undefined ? '' : decodeContent(status).subarray(0, textScannedMax).toString('latin1');
  const original = leaves.find((leaf) =>
    /^(?:message\/(?:rfc822|global)|text\/rfc822-headers|message\/rfc822-headers)$/.test(leaf.contentType.value),
  );
  const originalPart = original === undefined ? undefined : parseMime(decodeContent(original).subarray(0, 100_000));
  const scanned = text.slice(0, textScannedMax);
  const named = [
    ...fields.matchAll(/^(?:final|original)-recipient:[ \t]*(?:[^;\n]*;)?[ \t]*<?([^\s<>]+@[^\s<>]+)/gim),
  ].map((match) => match[1] ?? '');
  const failed = readAddresses(fieldOf(root, 'x-failed-recipients') ?? '').map((mailbox) => mailbox.address);
  const inText = [...scanned.matchAll(/<([^\s<>@]{1,64}@[^\s<>@]{1,255})>:?/g)]
    .slice(0, 1)
    .map((match) => match[1] ?? '');
  const recipients = named.length > 0 ? named : failed.length > 0 ? failed : inText;
  return {
    recipients: [...new Set(recipients)],
    action: (/^action:[ \t]*([a-z-]+)/im.exec(fields)?.[1] ?? 'failed').toLowerCase(),
    status:
      /^status:[ \t]*(\d\.\d{1,3}\.\d{1,3})/im.exec(fields)?.[1] ??
      /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(scanned)?.[1] ??
      '',
    diagnostic: decodeHeader(
      (/^diagnostic-code:[ \t]*([^\n]*(?:\n[ \t][^\n]*)*)/im.exec(fields)?.[1] ?? '').replace(/\s+/g, ' ').trim(),
    ),
    originalMessageId:
      /<[^<>\s]+>/.exec((originalPart && fieldOf(originalPart, 'message-id')) ?? '')?.[0] ??
      /^message-id:\s*(<[^<>\s]+>)/im.exec(scanned)?.[1],
  };
}
