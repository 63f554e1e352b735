import { SaxesParser } from 'saxes';
import { bankFileBytesMax } from './contract.ts';
import { problem } from './problems.ts';

/** Elements inside each other at the most; camt.053 needs about fifteen. */
const depthMax = 40;

/** An element of the document's own namespace; those of others are left out. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

const encodings: Readonly<Record<string, string>> = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  'us-ascii': 'utf-8',
  'iso-8859-1': 'iso-8859-1',
  'iso-8859-15': 'iso-8859-15',
  'windows-1252': 'windows-1252',
};

/** The text of a file in the encoding that it declares, UTF-8 where it declares none (XML 1.0 §4.3.3). */
function decode(file: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(file.subarray(0, 200));
  if (/^(?:\xfe\xff|\xff\xfe|\0)|^.\0/s.test(head)) throw problem('file-encoding', { encoding: 'UTF-8' });
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(head)?.[1] ?? 'UTF-8';
  const label = encodings[declared.toLowerCase()];
  if (label === undefined) throw problem('file-encoding', { encoding: declared });
  try {
    return new TextDecoder(label, { fatal: true }).decode(file);
  } catch {
    throw problem('file-encoding', { encoding: declared });
  }
}

function readable(bytes: number): string {
  return `${Math.floor(bytes / 1_000_000)} MB`;
}

/** What the reader says of a fault, without its position, on one line and short. */
function faultOf(error: Error): string {
  return error.message
    .replace(/^(?:[^:]*:)?\d+:\d+: /, '')
    .replace(/\s+/g, ' ')
    .replace(/\.$/, '')
    .slice(0, 120);
}

/**
 * Reads a document of the given root and namespace, hostile ones included: size, depth and encoding are limited and a
 * DOCTYPE is refused, so that no entity is ever declared. Throws the `file-…` Problems.
 */
export function readXml(file: Uint8Array, isRoot: (name: string, namespace: string) => boolean): XmlElement {
  if (file.length === 0) throw problem('file-empty');
  if (file.length > bankFileBytesMax) throw problem('file-too-large', { limit: readable(bankFileBytesMax) });
  const text = decode(file);
  const parser = new SaxesParser({ xmlns: true });
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [document];
  let namespace = '';

  parser.on('error', (error) => {
    throw problem('file-not-xml', { line: String(parser.line), fault: faultOf(error) });
  });
  parser.on('doctype', () => {
    throw problem('file-declares-entities');
  });
  parser.on('opentag', (tag) => {
    if (open.length === 1) {
      if (!isRoot(tag.local, tag.uri))
        throw problem('file-not-a-statement', { root: `${tag.name.slice(0, 60)} (${tag.uri.slice(0, 120) || '–'})` });
      namespace = tag.uri;
    }
    if (open.length > depthMax)
      throw problem('file-not-xml', {
        line: String(parser.line),
        fault: `more than ${depthMax} elements inside each other`,
      });
    const attributes = Object.fromEntries(
      Object.values(tag.attributes).map((attribute) => [attribute.local, attribute.value]),
    );
    const element: XmlElement = { name: tag.local, attributes, children: [], text: '' };
    if (tag.uri === namespace) open.at(-1)?.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  const addText = (piece: string): void => {
    const element = open.at(-1);
    if (element) element.text += piece;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();

  const [root] = document.children;
  if (root === undefined) throw problem('file-not-xml', { line: '1', fault: 'no element' });
  return root;
}

/** The first descendant at a path of names. */
export function find(element: XmlElement, ...path: readonly string[]): XmlElement | undefined {
  let found: XmlElement | undefined = element;
  for (const name of path) found = found?.children.find((child) => child.name === name);
  return found;
}

/** Every descendant at a path of names, in document order. */
export function findAll(element: XmlElement, ...path: readonly string[]): XmlElement[] {
  return path.reduce<XmlElement[]>(
    (level, name) => level.flatMap((parent) => parent.children.filter((child) => child.name === name)),
    [element],
  );
}

/** The text at a path with its white space collapsed; `undefined` where absent or empty. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  return (
    find(element, ...path)
      ?.text.replace(/\s+/g, ' ')
      .trim() || undefined
  );
}
