/** A file inside a TNEF container. */
export interface TnefFile {
  readonly name: string;
  readonly content: Buffer;
}

const signature = 0x223e9f78;
const propertiesMax = 10_000;
const filesMax = 200;
const rtfBytesMax = 8 * 1024 * 1024;

/** Attributes of [MS-OXTNEF] §2.1.3.2 and properties of [MS-OXPROPS] that hold files and their names. */
const attribute = { rendering: 0x9002, title: 0x8010, data: 0x800f, attachment: 0x9005, message: 0x9003 } as const;
const property = { longName: 0x3707, name: 0x3704, object: 0x3701, rtf: 0x1009, html: 0x1013 } as const;

/**
 * The files in a `winmail.dat` of Outlook ([MS-OXTNEF]): its attachments, and the formatted body as `body.html` or
 * `body.rtf`. Damaged containers give what can be read before the damage; never throws.
 */
export function readTnef(container: Buffer): TnefFile[] {
  const files: { name: string; content: Buffer }[] = [];
  const bodies: TnefFile[] = [];
  if (container.length < 6 || container.readUInt32LE(0) !== signature) return [];
  for (const { id, data } of attributesOf(container)) {
    if (id === attribute.rendering && files.length < filesMax) files.push({ name: '', content: Buffer.alloc(0) });
    const last = files.at(-1);
    if (id === attribute.message) bodies.push(...bodiesOf(propertiesOf(data)));
    if (last === undefined) continue;
    if (id === attribute.title && last.name === '') last.name = data.toString('latin1').replace(/\0.*$/s, '');
    if (id === attribute.data) last.content = data;
    if (id === attribute.attachment) {
      const properties = propertiesOf(data);
      last.name = textOf(properties, property.longName) ?? textOf(properties, property.name) ?? last.name;
      // An embedded object begins with the id of its interface, 16 bytes.
      if (last.content.length === 0) last.content = properties.get(property.object)?.value.subarray(16) ?? last.content;
    }
  }
  return [...files, ...bodies];
}

function* attributesOf(container: Buffer): Generator<{ id: number; data: Buffer }> {
  let at = 6;
  while (at + 9 <= container.length) {
    const id = container.readUInt16LE(at + 1);
    const length = container.readUInt32LE(at + 5);
    const data = container.subarray(at + 9, at + 9 + length);
    if (data.length < length) return;
    yield { id, data };
    at += 9 + length + 2;
  }
}

interface Property {
  readonly type: number;
  readonly value: Buffer;
}

/** The properties of an attribute by their ids, the first value of each; stops where they break off. */
function propertiesOf(data: Buffer): Map<number, Property> {
  const properties = new Map<number, Property>();
  if (data.length < 4) return properties;
  const count = Math.min(data.readUInt32LE(0), propertiesMax);
  let at = 4;
  for (let i = 0; i < count && at + 4 <= data.length; i += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    const start = id >= 0x8000 ? afterName(data, at + 4) : at + 4;
    const read = readValues(data, start, type);
    if (read === undefined) break;
    if (!properties.has(id)) properties.set(id, { type: type & 0xfff, value: read.first });
    at = read.end;
  }
  return properties;
}

/** Named properties carry their name: a GUID, then a number or a padded string. */
function afterName(data: Buffer, at: number): number {
  if (at + 24 > data.length) return data.length;
  return data.readUInt32LE(at + 16) === 0 ? at + 24 : at + 24 + padded(data.readUInt32LE(at + 20));
}

const fixedSizes: Readonly<Record<number, number>> = {
  2: 4,
  3: 4,
  4: 4,
  5: 8,
  6: 8,
  7: 8,
  0xa: 4,
  0xb: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};
const isMultiple = 0x1000;

function readValues(data: Buffer, start: number, type: number): { first: Buffer; end: number } | undefined {
  const size = fixedSizes[type & 0xfff];
  const isCounted = size === undefined || (type & isMultiple) !== 0;
  if (isCounted && start + 4 > data.length) return undefined;
  const count = isCounted ? data.readUInt32LE(start) : 1;
  let at = isCounted ? start + 4 : start;
  let first: Buffer | undefined;
  for (let i = 0; i < count; i += 1) {
    if (size === undefined && at + 4 > data.length) return undefined;
    const length = size ?? data.readUInt32LE(at);
    const from = size === undefined ? at + 4 : at;
    if (from + length > data.length) return undefined;
    first ??= data.subarray(from, from + length);
    at = from + (size ?? padded(length));
  }
  return { first: first ?? Buffer.alloc(0), end: at };
}

function padded(length: number): number {
  return Math.ceil(length / 4) * 4;
}

const unicode = 0x1f;

function textOf(properties: Map<number, Property>, id: number): string | undefined {
  const found = properties.get(id);
  const text = found?.value.toString(found.type === unicode ? 'utf16le' : 'latin1').replace(/\0.*$/s, '');
  return text === '' ? undefined : text;
}

function bodiesOf(properties: Map<number, Property>): TnefFile[] {
  const html = properties.get(property.html)?.value;
  const rtf = properties.get(property.rtf)?.value;
  if (html !== undefined && html.length > 0) return [{ name: 'body.html', content: html }];
  return rtf === undefined ? [] : [{ name: 'body.rtf', content: expandRtf(rtf) }];
}

const dictionary =
  '{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx';

/** Undoes the compression of RTF bodies ([MS-OXRTFCP]): references into a window of 4096 bytes. */
function expandRtf(data: Buffer): Buffer {
  if (data.length < 16 || data.readUInt32LE(8) !== 0x75465a4c) return data.subarray(Math.min(16, data.length));
  const window = Buffer.alloc(4096, 0x20);
  let write = window.write(dictionary, 'latin1');
  const size = Math.min(data.readUInt32LE(4), rtfBytesMax);
  const out: number[] = [];
  const put = (byte: number): void => {
    out.push(byte);
    window[write] = byte;
    write = (write + 1) % 4096;
  };
  for (let at = 16; at < data.length && out.length < size;) {
    const control = data[at++] ?? 0;
    for (let bit = 0; bit < 8 && at < data.length && out.length < size; bit += 1) {
      if ((control & (1 << bit)) === 0) {
        put(data[at++] ?? 0);
        continue;
      }
      const reference = ((data[at++] ?? 0) << 8) | (data[at++] ?? 0);
      const offset = reference >> 4;
      if (offset === write) return Buffer.from(out);
      for (let i = 0; i < (reference & 15) + 2; i += 1) put(window[(offset + i) % 4096] ?? 0);
    }
  }
  return Buffer.from(out);
}
