/** A German account number with fitting check digits (ISO 13616), for the `serial`th account of tests; no bank has it. */
export function testIban(serial: number): string {
  const account = `99999999${serial.toString().padStart(10, '0')}`;
  const check = 98n - (BigInt(`${account}131400`) % 97n);
  return `DE${check.toString().padStart(2, '0')}${account}`;
}
