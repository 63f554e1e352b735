import { compile, type FormatCallback } from 'html-to-text';

const inputCharactersMax = 2_000_000;
const depthMax = 1000;

/** What the programs of this world wrap around the text that a reply quotes. */
const quoteSelectors = [
  'blockquote',
  '.gmail_quote',
  '.gmail_quote_container',
  '.gmail_attr',
  '.moz-cite-prefix',
  '.moz-forward-container',
  '.moz-email-headers-table',
  '.yahoo_quoted',
  '.yahoo-quoted-begin',
  '.protonmail_quote',
  '.tutanota_quote',
  '.zmail_extra',
  '.OutlookMessageHeader',
  '.AppleOriginalContents',
  '.hm_ml__container',
  '.mailbox_signature_quote',
  '.wps_quotion',
  '.quote_container',
  '#isReplyContent',
  '#isForwardContent',
  '#mail-editor-reference-message-container',
  '#divtagdefaultwrapper_quote',
  '#OLK_SRC_BODY_SECTION',
  '#reply-intro',
  '#replyBody',
  'includetail',
];

const signatureSelectors = [
  '.gmail_signature',
  '.moz-signature',
  '#ms-outlook-mobile-signature',
  '#Signature',
  '#composer_signature',
];

const formatCell: FormatCallback = (element, walk, builder) => {
  walk(element.children, builder);
  builder.addInline(' ');
};

function converter(skipped: string[]): (html: string) => string {
  return compile({
    wordwrap: false,
    // Mail glues documents together: text after </body> belongs to it as well.
    baseElements: { selectors: [], returnDomByDefault: true },
    limits: { maxInputLength: inputCharactersMax, maxDepth: 200, maxChildNodes: 20_000, ellipsis: '…' },
    formatters: { cell: formatCell },
    selectors: [
      { selector: '*', format: 'inline' },
      { selector: 'a', options: { ignoreHref: true } },
      ...['img', 'style', 'script', 'head', 'title', 'template', 'noscript', 'object'].map((selector) => ({
        selector,
        format: 'skip',
      })),
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, options: { uppercase: false } })),
      { selector: 'blockquote', format: 'block' },
      { selector: 'hr', format: 'block', options: { leadingLineBreaks: 1, trailingLineBreaks: 1 } },
      { selector: 'table', format: 'block' },
      { selector: 'tr', format: 'block' },
      { selector: 'td', format: 'cell' },
      { selector: 'th', format: 'cell' },
      ...skipped.map((selector) => ({ selector, format: 'skip' })),
    ],
  });
}

const convertWhole = converter([]);
const convertReply = converter([...quoteSelectors, ...signatureSelectors]);

/** The text of an HTML body as a person sees it, without pictures and addresses of links; bounded in depth and size. */
export function htmlToText(html: string): string {
  return tidy(isTooDeep(html) ? withoutTags(html) : convertWhole(html));
}

/** The same without what mail programs mark as quotation or signature; empty when the whole body is marked so. */
export function htmlToReplyText(html: string): string {
  return isTooDeep(html) ? '' : tidy(convertReply(cutAtMarker(html)));
}

/** Whether elements are nested as no mail program nests them: a tree of them would take minutes to build. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, close] of html
    .slice(0, inputCharactersMax)
    .matchAll(/<(\/?)(?!(?:br|hr|img|input|meta|link|col|wbr|p|li|td|tr|th|o:p)\b)[a-z][^<>]*>/gi)) {
    depth += close === '' ? 1 : -1;
    if (depth > depthMax) return true;
  }
  return false;
}

function withoutTags(html: string): string {
  return html
    .slice(0, inputCharactersMax)
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[ \t]{2,}/g, ' ');
}

/** Some programs mark only where the quotation begins: everything after it is quoted. */
function cutAtMarker(html: string): string {
  const marker =
    /<[a-z]+\b[^>]{0,500}?(?:id=["']?(?:divRplyFwdMsg|appendonsend|stopSpelling|x_divRplyFwdMsg|zwchr|lineBreakAtBeginningOfMessage_quote)\b|name=["']?(?:messageReplySection|x_messageReplySection)\b|data-marker=["']?__(?:QUOTED_TEXT|DIVIDER)__|border-top:\s*(?:solid\s*#(?:B5C4DF|E1E1E1)|#(?:B5C4DF|E1E1E1)[^;"']{0,40}solid))/i;
  const found = marker.exec(html.slice(0, inputCharactersMax));
  return found === null ? html : html.slice(0, found.index);
}

function tidy(text: string): string {
  return text
    .replace(/[\u00a0\u202f]/g, ' ')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
