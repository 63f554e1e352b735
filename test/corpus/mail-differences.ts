/** Where we differ from what a source states, on purpose. */
interface Difference {
  readonly reason: string;
  readonly applies: (mail: string, field: string) => boolean;
}

function when(mail: RegExp, ...fields: string[]): Difference['applies'] {
  return (name, field) => mail.test(name) && fields.includes(field);
}

export const differencesByDesign: readonly Difference[] = [
  {
    reason:
      'A mail within a mail is one attachment, kept whole; these sources pour its text and files into the outer mail.',
    applies: when(
      /^imap-tools\/attachment_(?:8bit|emails__attachment_message_rfc822)$|^stalwart\/(?:malformed__012|thirdparty__015)$/,
      'bodyText',
      'bodyHtml',
      'attachments',
    ),
  },
  {
    reason:
      'Every part that is not the readable body is kept as an attachment, named or not: pictures without a disposition, richer variants, delivery reports.',
    applies: when(/^imap-tools\//, 'attachments'),
  },
  {
    reason: 'Raw 8-bit and mislabelled text is decoded; these sources drop the letters or keep them encoded.',
    applies: when(
      /^imap-tools\/(?:error_emails__invalid_subject|plain_emails__raw_email6|error_emails__content_transfer_encoding_7)|^zammad\/mail(?:018|046|065|105)$/,
      'subject',
      'bodyText',
      'bodyHtml',
      'fromName',
    ),
  },
  {
    reason: 'RFC 2047 keeps the blank between plain text and an encoded word.',
    applies: when(/^imap-tools\/rfc2822__example14$/, 'subject'),
  },
  {
    reason:
      'In a From or To that breaks RFC 5322 we take the mailbox that can be answered; these sources keep the broken whole.',
    applies: when(
      /^imap-tools\/(?:mime_emails__raw_email11|plain_emails__mix_caps|plain_emails__raw_email_with_at|rfc2822__example10)|^mailcore2\/mbox-jwz-88$|^zammad\/mail071$/,
      'from',
      'fromName',
      'to',
    ),
  },
  {
    reason: 'Names that a product invents for files without one (noname1, file, image.jpg) are its own.',
    applies: when(/^php-mime-mail-parser\/m0020$|^zammad\//, 'attachments'),
  },
  {
    reason: 'A second HTML part without a name is text to read, not a file.',
    applies: when(/^zammad\/mail085$|^stalwart\/malformed__008$/, 'bodyHtml', 'bodyText', 'attachments'),
  },
  {
    reason:
      'Empty parts of a damaged multipart are not listed as attachments, and a boundary that was mistyped is found.',
    applies: when(/^stalwart\/malformed__/, 'attachments', 'bodyText', 'bodyHtml'),
  },
  {
    reason: 'Text is stored without NUL bytes and with one kind of line end.',
    applies: when(/^stalwart\/thirdparty__000$/, 'bodyText'),
  },
  {
    reason: 'A delimiter in the middle of a line is text (RFC 2046 §5.1.1).',
    applies: when(/^stalwart\/thirdparty__005$/, 'bodyText'),
  },
  {
    reason: 'What a telephone adds below a reply is not part of it.',
    applies: when(/^talon\//, 'replyText'),
  },
];
