import { Buffer } from 'node:buffer';

export type ElementType = 'uuid' | 'text' | 'numeric' | 'bigint' | 'timestamptz' | 'tid';

/** An id or a text, an amount or a count, an instant in milliseconds since 1970, or where a row lies: `(page,place)`. */
export type Element = string | bigint;

interface Encoding {
  /** The type's number in PostgreSQL's catalogue. */
  readonly oid: number;
  /** Bytes of a value at the most. */
  readonly bytesMax: (value: Element) => number;
  /** Writes a value and gives the offset behind it. */
  readonly write: (target: Buffer, offset: number, value: Element) => number;
}

const millisecondsTo2000 = BigInt(Date.UTC(2000, 0, 1));

const encodings: Readonly<Record<ElementType, Encoding>> = {
  uuid: { oid: 2950, bytesMax: () => 16, write: writeUuid },
  text: {
    oid: 25,
    bytesMax: (value) => 3 * value.toString().length,
    write: (target, offset, value) => offset + target.write(value.toString(), offset),
  },
  numeric: { oid: 1700, bytesMax: () => 28, write: writeNumeric },
  bigint: {
    oid: 20,
    bytesMax: () => 8,
    write: (target, offset, value) => target.writeBigInt64BE(BigInt(value), offset),
  },
  timestamptz: {
    oid: 1184,
    bytesMax: () => 8,
    write: (target, offset, value) => target.writeBigInt64BE((BigInt(value) - millisecondsTo2000) * 1000n, offset),
  },
  tid: { oid: 27, bytesMax: () => 6, write: writeRowPlace },
};

const headerBytes = 20;
const lengthBytes = 4;
const nullLength = -1;

/**
 * An array as PostgreSQL takes it in binary (its `array_recv`). Sent as text, the arrays of a batch would cost the
 * database a fifth of the batch to read.
 */
export function arrayOf(type: ElementType, values: readonly (Element | null)[]): Buffer {
  const { oid, bytesMax, write } = encodings[type];
  let size = headerBytes + lengthBytes * values.length;
  for (const value of values) if (value !== null) size += bytesMax(value);
  const target = Buffer.allocUnsafe(size);
  let offset = 0;
  for (const word of [1, values.includes(null) ? 1 : 0, oid, values.length, 1])
    offset = target.writeInt32BE(word, offset);
  for (const value of values) {
    const begin = offset + lengthBytes;
    const end = value === null ? begin : write(target, begin, value);
    target.writeInt32BE(value === null ? nullLength : end - begin, offset);
    offset = end;
  }
  return target.subarray(0, offset);
}

/** Where the two digits of each byte stand in the text of a UUID. */
const bytePlaces = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34] as const;

function writeUuid(target: Buffer, offset: number, value: Element): number {
  const text = value.toString();
  let at = offset;
  for (const place of bytePlaces) {
    target[at] = (hexDigit(text.charCodeAt(place)) << 4) | hexDigit(text.charCodeAt(place + 1));
    at += 1;
  }
  return at;
}

/** The value of a digit from its character code, 0 to 9 or lower-case a to f. */
function hexDigit(code: number): number {
  return code < 58 ? code - 48 : code - 87;
}

function writeRowPlace(target: Buffer, offset: number, value: Element): number {
  const [page = '', place = ''] = value.toString().slice(1, -1).split(',');
  return target.writeUInt16BE(Number(place), target.writeUInt32BE(Number(page), offset));
}

const groupBase = 10_000;
const negativeSign = 0x4000;

/** A whole number in groups of four digits, behind their count, the weight of the first, the sign and no decimals. */
function writeNumeric(target: Buffer, offset: number, value: Element): number {
  const number = BigInt(value);
  const groups = groupsOf(number < 0n ? -number : number);
  let at = target.writeUInt16BE(groups.length, offset);
  at = target.writeUInt16BE(groups.length - 1, at);
  at = target.writeUInt16BE(number < 0n ? negativeSign : 0, at);
  at = target.writeUInt16BE(0, at);
  for (let place = groups.length - 1; place >= 0; place -= 1) at = target.writeUInt16BE(groups[place] ?? 0, at);
  return at;
}

/** The groups of four digits of a number from zero up, lowest first. */
function groupsOf(number: bigint): number[] {
  const groups: number[] = [];
  let high = number;
  for (; high > BigInt(Number.MAX_SAFE_INTEGER); high /= BigInt(groupBase))
    groups.push(Number(high % BigInt(groupBase)));
  let low = Number(high);
  do {
    groups.push(low % groupBase);
    low = Math.floor(low / groupBase);
  } while (low > 0);
  return groups;
}
