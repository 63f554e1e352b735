/**
 * How mail programs introduce what they quote: words of some thirty languages. Pure tables and the questions asked of
 * them; which lines fall is decided in `reply.ts`.
 */

const attributionCharactersMax = 400;

const wroteVerbs = [
  'wrote',
  'writes',
  'schrieb',
  'schrieben',
  'geschrieben',
  'a écrit',
  'écrivait',
  'escribió',
  'escribio',
  'ha escrito',
  'escreveu',
  'ha scritto',
  'scrisse',
  'schreef',
  'geschreven',
  'heeft het volgende geschreven',
  'skrev',
  'skrifaði',
  'kirjoitti',
  'kirjutas',
  'napisał',
  'napisała',
  'napisał\\(a\\)',
  'pisze',
  'napsal',
  'napsala',
  'napsal\\(a\\)',
  'píše',
  'napísal',
  'napísala',
  'napísal\\(a\\)',
  'írta',
  'ezt írta',
  'a scris',
  'je napisao',
  'je napisala',
  'је написао',
  'je napisal\\(a\\)',
  'rašė',
  'parašė',
  'rakstīja',
  'написал',
  'написала',
  'написал\\(а\\)',
  'пишет',
  'писал',
  'написав',
  'написала',
  'написа',
  'пише',
  'έγραψε',
  'yazdı',
  'şunları yazdı',
  'va escriure',
  'ha escrit',
  'idatzi du',
  'đã viết',
  'viết',
  'menulis',
  'tulis',
  'sumulat',
  'כתב',
  'כתבה',
  'كتب',
  'نوشت',
  'เขียน',
  'ने लिखा',
  '写道',
  '寫道',
  '写到',
  '撰写',
  '书写',
  '写了',
  '寫了',
  '来信',
  '님이 작성',
  '님이 씀',
  '작성',
  '썼습니다',
  '書きました',
  '書いた',
  'のメール',
  'のメッセージ',
  'より',
];

const verb = `(?:${wroteVerbs.join('|')})`;

/** Words (and figures) that open an attribution such as "On 28 Jan 2016, … wrote:". */
const opening =
  /^[\s"'*_(<[-]*(?:(?:on|at|le|am|em|a|el|il|op|den|d\.|på|dnia|w dniu|dne|dňa|dana|ti|ma|pe|la|στις|на|во?|от|tarihinde|vào|pada|hôm|kl|data|date|mensaje|ngày)(?=[\s,.])|\p{Nd}|[\p{L}]{2,9}\.?,? \p{Nd}|(?:mon|tue|wed|thu|fri|sat|sun|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so)\p{L}*[,.]|在|于|於|בתאריך|في )/iu;

const dateOrTime =
  /\p{Nd}{1,2}[:.h]\p{Nd}{2}(?!\p{Nd})|(?<!\p{Nd})(?:19|20|٢٠)\p{Nd}{2}(?!\p{Nd})|\p{Nd}{1,2}[/.-]\p{Nd}{1,2}[/.-]\p{Nd}{2,4}|\p{Nd}{1,2}月|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w* \d{1,2},/iu;
const endsWithVerb = new RegExp(`(?:^|[\\s>)\\]"'，,：:>*_(]|\\p{L}|\\d)${verb}\\s*[:：]?[\\s*_]*$`, 'iu');
const verbThenColon = new RegExp(`(?:[\\s>)\\]"',，])${verb}(?=[\\s:：]).{0,160}[:：][\\s*_]*$`, 'iu');
const nameThenVerb = new RegExp(
  `^["'*_\\p{L}][^<>:]{0,80}<[^<>\\s]+@[^<>\\s]+>\\s*,?\\s*(?:\\(.{0,60}\\)\\s*|[于於在].{0,60})?${verb}(?:.{0,120}[:：]|)\\s*$`,
  'iu',
);
const dateThenAddress =
  /^[*_"\s]*(?:\p{Nd}|[\p{L}]{2,10}[.,]? ).{0,200}[<(]\s*[^<>()\s]+@[^<>()\s]+\s*[>)]\s*[:：]\s*$/iu;
const ymdThenAddress = /^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}.{0,200}[<(]\s*[^<>()\s]+@[^<>()\s]+\s*[>)]\s*[:：]?\s*$/u;

/** Whether some joined lines are what a program writes above a quotation: who wrote, and when. */
export function isAttribution(joined: string): boolean {
  const text = joined
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .trim();
  if (text.length > attributionCharactersMax || text.length < 6) return false;
  if (!namesDateOrSender(text)) return false;
  if (nameThenVerb.test(text) || ymdThenAddress.test(text)) return true;
  if (dateThenAddress.test(text) && dateOrTime.test(text)) return true;
  return opening.test(text) && (endsWithVerb.test(text) || verbThenColon.test(text));
}

/** Whether a text holds a date, a time or an address: without one of them nothing is an attribution. */
export function namesDateOrSender(text: string): boolean {
  return dateOrTime.test(text) || text.includes('@');
}

/** Whether a line can be the first of an attribution: a cheap look before lines are joined. */
export function mayOpenAttribution(line: string): boolean {
  return opening.test(line) || /[<(@]/.test(line) || endsWithVerb.test(line.trim());
}

const separatorWords = [
  'original message',
  'original (?:e-?)?mail',
  'original appointment',
  'reply message',
  'forwarded (?:message|mail|by.{0,60})',
  'begin forwarded message',
  'reply separator',
  'ursprüngliche (?:nachricht|mail|mitteilung)',
  'originalnachricht',
  'original-?nachricht',
  'weitergeleitete nachricht',
  'anfang der weitergeleiteten nachricht',
  'message d.origine',
  'message original',
  "message d[’']origine",
  'message transféré',
  'message transmis',
  'courriel original',
  'début du message (?:réexpédié|transféré)',
  'mensaje original',
  'mensaje reenviado',
  'mensaje enviado',
  'inicio del mensaje reenviado',
  'mensagem original',
  'mensagem encaminhada',
  'início da mensagem (?:reencaminhada|encaminhada)',
  'messaggio originale',
  'messaggio inoltrato',
  'inizio messaggio inoltrato',
  'oorspronkelijk bericht',
  'oorspronkelijke bericht',
  'doorgestuurd bericht',
  'begin doorgestuurd bericht',
  'originalmeddelande',
  'ursprungligt meddelande',
  'vidarebefordrat (?:meddelande|brev)',
  'oprindelig meddelelse',
  'opprinnelig melding',
  'videresendt (?:melding|meddelelse)',
  'alkuperäinen viesti',
  'välitetty viesti',
  'oryginalna wiadomość',
  'wiadomość oryginalna',
  'wiadomość przekazana',
  'treść przekazanej wiadomości',
  'původní (?:zpráva|e-mail)',
  'pôvodná správa',
  'přeposlaná zpráva',
  'eredeti üzenet',
  'továbbított üzenet',
  'mesaj original',
  'mesaj redirecționat',
  'исходное сообщение',
  'исходное письмо',
  'пересылаемое сообщение',
  'перенаправленное сообщение',
  'пересланное сообщение',
  'переслане повідомлення',
  'вихідне повідомлення',
  'конец пересылаемого сообщения',
  'orijinal mesaj',
  'iletilen mesaj',
  'özgün ileti',
  'αρχικό μήνυμα',
  'προωθημένο μήνυμα',
  'הודעה מקורית',
  'הודעה שהועברה',
  'الرسالة الأصلية',
  'رسالة محولة',
  'tin nhắn gốc',
  'thư gốc',
  'pesan asli',
  'pesan terusan',
  'ข้อความต้นฉบับ',
  '原始邮件',
  '原始郵件',
  '原始信件',
  '原邮件',
  '原始信息',
  '转发的?邮件',
  '轉寄(?:的)?(?:郵件|訊息|信件)',
  '轉寄郵件',
  '转发邮件信息',
  '回复的原邮件',
  '元のメッセージ',
  '元のメール',
  '転送メッセージ',
  '転送されたメッセージ',
  '원본 메시지',
  '원본 메일',
  '전달된 메시지',
  '전달된 메일',
  '원본메세지',
];

const separator = new RegExp(`^[\\s>*_|]*[-_=*~—–<>]{2,}[\\s*_]*(?:${separatorWords.join('|')})[^\\n]{0,80}$`, 'iu');
const bareSeparator = new RegExp(`^[\\s>*_|]*(?:${separatorWords.join('|')})\\s*[:：][\\s*_]*$`, 'iu');
const replyAbove =
  /^[\s>*_#-]*(?:please )?(?:(?:type|write|enter) your )?(?:reply|respond|response|answer)(?:ing)? (?:above|over) this line|^[\s>*_#=-]*(?:bitte )?antworten sie (?:bitte )?(?:oberhalb|über) dieser (?:zeile|linie)|^[\s>*_#=-]*请在此(?:行|线)(?:以上|上方)|répondre au-dessus de cette ligne/iu;

/** Whether a line says that an older message follows: "-----Original Message-----", "Begin forwarded message:". */
export function isSeparator(line: string): boolean {
  return line.length < 200 && (separator.test(line) || bareSeparator.test(line) || replyAbove.test(line));
}

const fromLabels =
  'from|von|de|da|van|fra|från|od|lähettäjä|kimden|gönderen|expéditeur|remitente|mittente|feladó|отправитель|от|від|от кого|from sender|από|מאת|من|từ|dari|จาก|nadawca|odesílatel|发件人|寄件者|寄件人|差出人|送信者|보낸 ?사람|message du|发送人|發件人';
const otherLabels =
  'to|cc|bcc|sent|date|subject|reply-to|sent on|importance|an|kopie|betreff|gesendet|datum|antwort an|à|a|para|objet|envoyé|copie à|cc à|date d.envoi|asunto|enviado|enviado el|fecha|para|assunto|data|enviada|enviada em|enviado em|oggetto|inviato|risposta|per|aan|onderwerp|verzonden|till|ämne|skickat|til|emne|sendt|dato|aihe|lähetetty|vastaanottaja|päivämäärä|päiväys|do|temat|wysłano|data|komu|předmět|odesláno|predmet|odoslané|címzett|tárgy|dátum|elküldve|către|subiect|trimis|dată|кому|тема|дата|отправлено|копия|надіслано|конu|kime|konu|tarih|gönderildi|προς|θέμα|ημερομηνία|στάλθηκε|אל|נושא|תאריך|נשלח|إلى|الموضوع|التاريخ|تاريخ الإرسال|đến|chủ đề|ngày|gửi|kepada|perihal|tanggal|ถึง|เรื่อง|วันที่|收件人|抄送|主题|日期|发送时间|發送時間|发送日期|時間|时间|收件者|主旨|主題|傳送日期|日期|副本|宛先|件名|日時|送信日時|받는 ?사람|제목|날짜|보낸 ?날짜|참조';
const label = (names: string): RegExp => new RegExp(`^[\\s>*_|]*(?:${names})\\s?[*_]*\\s*[:：](?=\\s|[*_]|\\S)`, 'iu');
const fromLabel = label(fromLabels);
const anyLabel = label(`${fromLabels}|${otherLabels}`);

/** Lines of an older message's header that start at `index` (From, Sent, To, Subject in any language), or 0. */
export function headerBlockLength(lines: readonly string[], index: number): number {
  if (!anyLabel.test(lines[index] ?? '')) return 0;
  let labelled = 0;
  let hasSender = false;
  let end = index;
  let strays = 0;
  for (let i = index; i < Math.min(lines.length, index + 14) && strays <= 2; i++) {
    const line = lines[i] ?? '';
    if (anyLabel.test(line)) {
      labelled += 1;
      strays = 0;
      hasSender ||= fromLabel.test(line);
      end = i;
    } else if (line.trim() === '' && labelled > 0 && !anyLabel.test(lines[i + 1] ?? '')) break;
    else strays += 1;
  }
  return labelled >= 3 && hasSender ? end - index + 1 : 0;
}

const sentFrom =
  /^[\s<(*_[>-]*(?:sent (?:from|via|with|by|using|on the go)\b|sent a magnificent|get (?:\[)?outlook for|envoyé (?:de(?:puis)?|à partir de|avec|par)\b|télécharger outlook|enviado (?:desde|do|de|a partir|via|con|mediante)\b|obtener outlook|von mein(?:em|er)\b.{0,60}gesendet|gesendet (?:von|mit|aus|über)\b|diese nachricht wurde von mein|holen sie sich outlook|inviato (?:da|dal|dall.|con|tramite)\b|ottieni outlook|verzonden (?:met|vanaf|van|via|vanuit)\b|verstuurd (?:vanaf|met|van)\b|skickat från|sendt fra|lähetetty|wysłan[eo] (?:z|za)\b|odesláno z|odoslané z|elküldve|küldve|trimis (?:de pe|din)\b|отправлено (?:из|с|со|от|через)\b|надіслано (?:з|із)\b|изпратено от|στάλθηκε από|iphone.{0,12}gönderildi|.{0,30}(?:telefonumdan|cihazımdan) gönderildi|được gửi từ|gửi từ|dikirim dari|ส่งจาก|נשלח מה|أرسلت من|أُرسلت من|发自我的|发自|來自我的|来自我的|從我的|从我的|發自我的|通过.{0,20}(?:客户端|邮箱)发送|(?:私の)?(?:iphone|ipad|android).{0,10}から送信|.{0,20}から送信|(?:나의|내) .{0,30}에서 보냄|.{0,20}에서 보냄|(?:someone|from) (?:my |from )?(?:mobile|iphone|ipad|phone|android)\b)/iu;
const aboutMoney =
  /\b(?:wallet|account|bank|card|balance|exchange|address|usdt|btc|eth|konto|cuenta|compte)\b|钱包|账户|帳戶|银行|卡号|[$€£¥]\s?\d|\d\s?(?:usd|eur|cny|usdt|btc)\b/iu;

/** Whether a line is what a telephone or mail program adds below a text ("Sent from my iPhone"), not a remark about money. */
export function isDeviceLine(line: string): boolean {
  const text = line.replace(/<?https?:\S+>?/g, '').trim();
  return text.length > 0 && text.length <= 100 && sentFrom.test(text) && !aboutMoney.test(text);
}

const closing =
  /^[\s*_]*(?:(?:best|kind|kindest|warm|warmest|many)? ?regards|with (?:kind|best) regards|yours (?:sincerely|faithfully|truly)|sincerely(?: yours)?|respectfully|mit (?:freundlichen|besten|herzlichen) grüßen|freundliche grüße|viele grüße|cordialement|bien cordialement|salutations|saludos(?: cordiales)?|atentamente|atenciosamente|cordiali saluti|distinti saluti|met vriendelijke groet(?:en)?|med vänliga hälsningar|med venlig hilsen|pozdrawiam|z poważaniem|с уважением|此致|敬礼|敬具|よろしくお願いいたします|감사합니다)[\s,.!，。、*_]*$/iu;

/** Whether a line is a complimentary close. */
export function isClosing(line: string): boolean {
  return closing.test(line);
}
