/** Excel reads UTF-8 only where it begins with this mark. */
export const byteOrderMark = '\uFEFF';

/** What spreadsheets take for the beginning of a formula (OWASP, CSV injection). */
const formula = /^[=+\-@\t\r\n＝＋－＠]/u;

/** A cell of text that somebody else may have written: never taken for a formula. */
export function textCell(text: string): string {
  return quote(formula.test(text) ? `'${text}` : text);
}

/** A cell that we wrote: an amount, an instant, an id. */
export function plainCell(text: string): string {
  return quote(text);
}

function quote(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One record (RFC 4180 §2). */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.join(',')}\r\n`;
}
