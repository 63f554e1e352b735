/** An account number in its one form: upper case, without spaces. */
export function normalizeAccountNumber(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
}

/** Whether a number of IBAN's shape has fitting check digits (ISO 13616; ISO 7064 MOD 97-10); numbers of other shapes pass. */
export function isPlausibleAccountNumber(number: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number)) return /^[A-Z0-9]{3,34}$/.test(number);
  const digits = (number.slice(4) + number.slice(0, 4)).replace(/[A-Z]/g, (letter) =>
    String(letter.charCodeAt(0) - 55),
  );
  return BigInt(digits) % 97n === 1n;
}
