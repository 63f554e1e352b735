import { crc32, deflateSync } from 'node:zlib';
import type { DemoAttachment } from './complaints.ts';

export interface DemoFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** A file that somebody might send as proof. */
export function demoFile(kind: DemoAttachment, about: string): DemoFile {
  switch (kind) {
    case 'bank-confirmation':
      return {
        name: 'bank-confirmation.pdf',
        type: 'application/pdf',
        content: pdf(['Transfer confirmation', 'Status: executed', `Subject: ${about.replace(/[^ -~]/g, '')}`]),
      };
    case 'police-report':
      return {
        name: 'police-report.txt',
        type: 'text/plain',
        content: Buffer.from(`Report no. 2026/11/4821\nReceived in person.\nMatter: ${about}\n`),
      };
    case 'screenshot':
      return { name: 'screenshot.png', type: 'image/png', content: png(360, 640, pixelOfPhone) };
  }
}

/** A one-page PDF 1.4 with a line of Helvetica for each text. */
function pdf(lines: readonly string[]): Buffer {
  const text = `BT /F1 14 Tf 72 760 Td 20 TL ${lines.map((line) => `(${line.replace(/[()\\]/g, '')}) Tj T*`).join(' ')} ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

type Pixel = readonly [red: number, green: number, blue: number];

/** A phone with a title bar, rows of a history, and one marked red. */
function pixelOfPhone(x: number, y: number): Pixel {
  if (y < 72) return [11, 95, 88];
  const row = Math.floor((y - 96) / 64);
  const inRow = (y - 96) % 64;
  if (row < 0 || row > 7 || x < 20 || x > 340 || inRow > 48) return [245, 247, 246];
  if (inRow > 12 && inRow < 20 && x > 36 && x < 150 + row * 9) return row === 3 ? [176, 32, 32] : [60, 74, 72];
  if (inRow > 28 && inRow < 34 && x > 36 && x < 120) return [190, 200, 198];
  return row === 3 ? [253, 236, 234] : [255, 255, 255];
}

/** A PNG of 8-bit RGB (RFC 2083). */
function png(width: number, height: number, pixelAt: (x: number, y: number) => Pixel): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(pixelAt(x, y), y * (1 + width * 3) + 1 + x * 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
