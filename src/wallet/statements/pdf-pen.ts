import { fileURLToPath } from 'node:url';
import { assert } from '../../platform/assert.ts';

/** What we use of the library's fonts and pages, which its types leave out. */
interface Face {
  readonly id: string;
  /** Glyphs in hexadecimal, and how far each moves on, in thousandths of the size. */
  encode(text: string): readonly [readonly string[], readonly { readonly advanceWidth: number }[]];
  ref(): object;
}

interface Form {
  end(content: string): void;
}

export interface PdfDocument extends AsyncIterable<Buffer> {
  readonly page: { readonly fonts: Record<string, object>; readonly xobjects: Record<string, object> };
  addPage(): void;
  addContent(operators: string): void;
  registerFont(name: string, path: string): void;
  font(name: string): void;
  ref(data: object): Form;
  end(): void;
  destroy(error?: unknown): void;
}

const font = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** A4 in points. */
export const sheet = { width: 595, height: 842 } as const;

/** Red, green and blue from 0 to 1, as the operators of a page take them. */
const colours = {
  ink: '0.071 0.129 0.122',
  quiet: '0.294 0.361 0.349',
  brand: '0.043 0.365 0.353',
  soft: '0.878 0.937 0.925',
  line: '0.831 0.863 0.855',
  white: '1 1 1',
} as const;
type Colour = keyof typeof colours;

interface Style {
  readonly size: number;
  /** Drawn with an outline: a second font would be 10 MB more in memory. */
  readonly bold?: boolean;
  readonly colour?: Colour;
  /** `x` is where the text ends. */
  readonly right?: boolean;
}

interface Glyph {
  readonly code: string;
  readonly advance: number;
}

/**
 * Loads the library and opens a document. Both are large and seldom needed, so nobody has them in memory who made no
 * statement yet.
 */
export async function openPdf(info: {
  readonly title: string;
  readonly author: string;
  readonly language: string;
  readonly madeAt: Date;
}): Promise<{ readonly document: PdfDocument; readonly pen: Pen }> {
  const { default: Library } = await import('pdfkit');
  const made = new Library({
    size: [sheet.width, sheet.height],
    margin: 0,
    lang: info.language,
    displayTitle: true,
    info: { Title: info.title, Author: info.author, CreationDate: info.madeAt },
    autoFirstPage: false,
  });
  // oxlint-disable-next-line typescript/consistent-type-assertions -- the library's types leave out what it writes text with
  const document = made as unknown as PdfDocument;
  return { document, pen: new Pen(document) };
}

/**
 * Writes on the pages of a document. The library itself lays each text out anew, ten times as slowly and with more
 * memory than a statement of 100,000 movements may take; here each character is laid out once.
 */
export class Pen {
  readonly #document: PdfDocument;
  readonly #face: Face;
  readonly #glyphs = new Map<string, Glyph>();
  /** What is on the present page and the library does not have yet: it keeps a buffer for each piece that it is given. */
  #page = '';

  constructor(document: PdfDocument) {
    this.#document = document;
    document.registerFont('text', fileURLToPath(import.meta.resolve(font)));
    document.font('text');
    const face: unknown = Reflect.get(document, '_font');
    assert(isFace(face), 'an opened font writes text');
    this.#face = face;
  }

  beginPage(): void {
    this.flush();
    this.#document.addPage();
  }

  /** Hands the page over; called before the document ends. */
  flush(): void {
    if (this.#page !== '') this.#document.addContent(this.#page);
    this.#page = '';
  }

  #write(operators: string): void {
    this.#page += `${operators}\n`;
  }

  #glyph(character: string): Glyph {
    const known = this.#glyphs.get(character);
    if (known !== undefined) return known;
    const [codes, places] = this.#face.encode(character);
    const made = { code: codes.join(''), advance: places.reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) };
    this.#glyphs.set(character, made);
    return made;
  }

  width(text: string, { size }: Pick<Style, 'size'>): number {
    let thousandths = 0;
    for (const character of text) thousandths += this.#glyph(character).advance;
    return (thousandths * size) / 1000;
  }

  /** Writes one line; `y` is its baseline, counted from the top of the page. */
  text(x: number, y: number, text: string, style: Style): void {
    this.#document.page.fonts[this.#face.id] ??= this.#face.ref();
    const left = style.right === true ? x - this.width(text, style) : x;
    this.#write(this.#operators(text, style, `1 0 0 -1 ${point(left)} ${point(y)} Tm`));
  }

  #operators(text: string, { size, bold = false, colour = 'ink' }: Style, place: string): string {
    let codes = '';
    for (const character of text) codes += this.#glyph(character).code;
    const outline = bold ? `${colours[colour]} RG ${point(size * 0.035)} w 2 Tr` : '0 Tr';
    return `BT ${colours[colour]} rg ${outline} /${this.#face.id} ${size} Tf ${place} <${codes}> Tj ET`;
  }

  /** The text in lines no wider than `width`, broken between words and between Chinese characters. */
  wrap(text: string, width: number, style: Style): string[] {
    const lines: string[] = [];
    let line = '';
    for (const part of text.match(/[\p{Script=Han}\p{P}]|[^\s\p{Script=Han}\p{P}]+|\s+/gu) ?? []) {
      if (this.width(line + part, style) <= width) line += part;
      else {
        if (line.trim() !== '') lines.push(line.trim());
        line = part.trimStart();
        // A word wider than the line is cut where the line ends.
        for (
          let cut = this.#fitting(line, width, style);
          cut.length < line.length;
          cut = this.#fitting(line, width, style)
        ) {
          lines.push(cut);
          line = line.slice(cut.length);
        }
      }
    }
    if (line.trim() !== '') lines.push(line.trim());
    return lines;
  }

  /** As much of the beginning of a text as fits, at least a character. */
  #fitting(text: string, width: number, style: Style): string {
    let fitting = '';
    for (const character of text) {
      if (fitting !== '' && this.width(fitting + character, style) > width) break;
      fitting += character;
    }
    return fitting;
  }

  box(x: number, y: number, width: number, height: number, colour: Colour): void {
    this.#write(`${colours[colour]} rg ${point(x)} ${point(y)} ${point(width)} ${point(height)} re f`);
  }

  rule(x: number, y: number, width: number, colour: Colour = 'line'): void {
    this.box(x, y, width, 0.6, colour);
  }

  /** A place that every page shows and that is written at the end: how many pages there are. */
  placeholder(style: Style): { show(x: number, y: number): void; write(text: string): void } {
    const form = this.#document.ref({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, -style.size, 20 * style.size, 2 * style.size],
      Resources: { Font: { [this.#face.id]: this.#face.ref() } },
    });
    return {
      show: (x, y) => {
        this.#document.page.xobjects['Later'] = form;
        this.#write(`q 1 0 0 -1 ${point(x)} ${point(y)} cm /Later Do Q`);
      },
      write: (text) => form.end(this.#operators(text, style, '1 0 0 1 0 0 Tm')),
    };
  }
}

function isFace(given: unknown): given is Face {
  return typeof given === 'object' && given !== null && 'encode' in given && 'ref' in given && 'id' in given;
}

/** A number as the operators take it. */
function point(value: number): string {
  return String(Math.round(value * 100) / 100);
}
