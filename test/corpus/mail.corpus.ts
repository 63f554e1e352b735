import { readFileSync } from 'node:fs'
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { htmlToText } from '../../src/channels/mail/html-text.ts'
import { parseMail, type ParsedMail } from '../../src/channels/mail/mail.ts'
import { Tally, type Corpus, type CorpusReport } from './corpus.ts'

type Json = Record<string, unknown>

const corpus: Corpus = { set: 'mail', run }
export default corpus

async function run(path: string): Promise<CorpusReport> {
  const tally = new Tally()
  for (const file of globSync('**/*.expected.json', { cwd: path }).toSorted()) {
    const expected: Json = JSON.parse(readFileSync(join(path, file), 'utf8'))
    const stem = join(path, file.replace(/\.expected\.json$/, ''))
    const input = globSync(`${stem}.*`).find((name) => !name.endsWith('.expected.json'))
    if (input === undefined) continue
    compare(tally, file.replace('.expected.json', ''), expected, parseMail(readFileSync(input)))
  }
  return { rows: tally.rows, failures: [], misses: tally.misses, notes: [] }
}

function compare(tally: Tally, name: string, expected: Json, mail: ParsedMail): void {
  const source = name.split('/')[0] ?? ''
  const check = (field: string, isRight: boolean, wanted: unknown, got: unknown): void =>
    tally.count(source, field, isRight, () => `${name}\n      wanted ${show(wanted)}\n      got    ${show(got)}`)
  for (const [field, wanted] of Object.entries(expected)) {
    const judged = judge(field, wanted, mail, expected, source)
    if (judged !== undefined) check(judged.field ?? field, judged.isRight, wanted, judged.got)
  }
}

type Judged = { field?: string; isRight: boolean; got: unknown }

function judge(field: string, wanted: unknown, mail: ParsedMail, expected: Json, source: string): Judged | undefined {
  switch (field) {
    case 'subject':
      return same(wanted, mail.subject)
    case 'fromEmail':
      return { field: 'from', ...sameList([String(wanted)], mail.from === undefined ? [] : [mail.from.address]) }
    case 'fromName':
      return same(wanted, mail.from?.name ?? '')
    case 'from':
      if (expected['fromEmail'] !== undefined) return undefined
      return sameList(addressesOf(wanted).slice(0, 1), mail.from === undefined ? [] : [mail.from.address || mail.from.name])
    case 'to':
    case 'cc':
    case 'replyTo':
      return sameList(addressesOf(wanted), mail[field].map(({ address, name }) => address || name))
    case 'date':
      return { isRight: mail.date?.instant.getTime() === new Date(String(wanted)).getTime(), got: mail.date?.iso }
    case 'messageId':
      return same(bare(wanted), bare(mail.messageId ?? ''))
    case 'inReplyTo':
    case 'references':
      return sameList([wanted].flat().map(bare).filter(Boolean), mail[field].map(bare))
    case 'bodyText':
      if (wanted === '' && mail.bodyHtml !== undefined) return undefined
      return same(wanted === 'no visible content' ? '' : wanted, mail.bodyText)
    case 'bodyTextContainsCount':
      return containsCount(wanted, mail.bodyText, 'bodyText')
    case 'bodyTextEqualsIgnoringWhitespace':
      return { field: 'bodyText', isRight: squeeze(String(wanted)) === squeeze(mail.bodyText), got: mail.bodyText }
    case 'bodyHtml':
      if (source === 'zammad') return { isRight: letters(htmlToText(String(wanted))) === letters(htmlToText(mail.bodyHtml ?? '')), got: mail.bodyHtml }
      return same(wanted, mail.bodyHtml ?? '')
    case 'bodyHtmlContainsCount':
      return containsCount(wanted, mail.bodyHtml ?? '', 'bodyHtml')
    case 'attachments':
      return judgeAttachments(wanted as Json[], mail)
    case 'attachmentCount':
      return { isRight: mail.attachments.length === wanted, got: mail.attachments.map(describeAttachment) }
    case 'isBounce':
      return { isRight: (mail.nature === 'bounce') === wanted, got: mail.nature }
    case 'isAutoReply':
      return { isRight: (mail.nature === 'auto-reply') === wanted, got: mail.nature }
    case 'isAbuseReport':
      return { isRight: (mail.nature === 'abuse-report') === wanted, got: mail.nature }
    case 'replyText':
      return same(wanted, mail.replyText)
    case 'charset':
      return same(wanted, mail.charset)
    default:
      return undefined
  }
}

function judgeAttachments(wanted: Json[], mail: ParsedMail): Judged {
  const left = [...mail.attachments]
  const files = wanted.filter((file) => file['isBodyAlternative'] !== true)
  const isRight = files.every((file) => {
    const index = left.findIndex(
      (got) =>
        (!file['name'] || collapse(String(file['name'])) === collapse(got.name)) &&
        (file['type'] === undefined || String(file['type']).split(';')[0] === got.type) &&
        (file['size'] === undefined || file['size'] === got.size),
    )
    if (index !== -1) left.splice(index, 1)
    return index !== -1
  })
  return { isRight: isRight && left.length === 0, got: mail.attachments.map(describeAttachment) }
}

function describeAttachment({ name, type, size }: { name: string; type: string; size: number }): string {
  return `${name || '-'} ${type} ${size}`
}

function same(wanted: unknown, got: string): Judged {
  return { isRight: collapse(String(wanted)) === collapse(got), got }
}

function sameList(wanted: string[], got: string[]): Judged {
  const clean = (list: string[]): string => list.map((text) => collapse(text).toLowerCase()).filter(Boolean).join('\n')
  return { isRight: clean(wanted) === clean(got), got }
}

function containsCount(wanted: unknown, text: string, field: string): Judged {
  const { times, substring } = wanted as { times: number; substring: string }
  return { field, isRight: text.split(substring).length - 1 === times, got: text }
}

function addressesOf(wanted: unknown): string[] {
  return [wanted].flat().flatMap((entry) => {
    if (typeof entry !== 'string') return (entry as Json)['address'] ? String((entry as Json)['address']) : String((entry as Json)['name'] ?? '')
    const inBrackets = [...entry.matchAll(/<([^<>]*)>/g)].map((match) => match[1] ?? '')
    return inBrackets.length > 0 ? inBrackets : entry
  })
}

function bare(id: unknown): string {
  return String(id).trim().replace(/^<|>$/g, '')
}

function collapse(text: string): string {
  return text.replace(/[\s\u00a0]+/g, ' ').trim()
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}

function letters(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '')
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'undefined').slice(0, 400)
}
