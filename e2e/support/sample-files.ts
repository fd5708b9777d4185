import { crc32, deflateSync } from 'node:zlib';

/** A file as Playwright hands it to a page. */
export interface SampleFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What comes from elsewhere says nothing of its kind: pages must find it out. */
export function sample(name: string, buffer: Buffer): SampleFile {
  return { name, mimeType: '', buffer };
}

/** A picture with a slope of two colours. `claimed`: the size that its head says it has. */
export function pngFile(
  width: number,
  height: number,
  claimed: readonly [number, number] = [width, height],
): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(claimed[0], 0);
  head.writeUInt32BE(claimed[1], 4);
  head.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (1 + width * 3));
  for (let at = 0; at < lines.length; at += 1) {
    const [x, y] = [at % (1 + width * 3), Math.floor(at / (1 + width * 3))];
    if (x > 0) lines[at] = [15 + (x * 120) / (width * 3), 111, 80 + (y * 120) / height][(x - 1) % 3] ?? 0;
  }
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', head),
    pngChunk('IDAT', deflateSync(lines)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}

/** A black square of 64 by 64, as a scanner writes it (CCITT, group 4): one line of it, and then that it stays so. */
const SCANNED_BITS = `001001101010000001111${'0000110111'}${'11'.repeat(63)}${'000000000001'.repeat(2)}`;

function scanned(): string {
  const bytes = SCANNED_BITS.match(/.{1,8}/g)?.map((bits) => Number.parseInt(bits.padEnd(8, '0'), 2)) ?? [];
  const data = Buffer.from(bytes).toString('latin1');
  const kind =
    '/Type /XObject /Subtype /Image /Width 64 /Height 64 /ColorSpace /DeviceGray /BitsPerComponent 1';
  const decoded = '/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 64 /Rows 64 >>';
  return `<< ${kind} ${decoded} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/**
 * A document of some pages with a line on each, in a font that every reader has, above a scanned black square in the
 * lower left corner. `code`: what it would run when opened.
 */
export function pdfFile(lines: readonly string[], code: string): Buffer {
  const pages = lines.map((_line, index) => `${6 + index * 2} 0 R`);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R >>`,
    `<< /Type /Pages /Kids [${pages.join(' ')}] /Count ${lines.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /S /JavaScript /JS (${code}) >>`,
    scanned(),
    ...lines.flatMap((line, index) => {
      const text = `BT /F1 32 Tf 60 700 Td (${line}) Tj ET 0.06 0.44 0.4 rg 60 500 300 120 re f q 200 0 0 200 0 0 cm /I1 Do Q`;
      const page = `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${7 + index * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /I1 5 0 R >> >> >>`;
      return [page, `<< /Length ${text.length} >>\nstream\n${text}\nendstream`];
    }),
  ];
  return Buffer.from(withPlaces(objects), 'latin1');
}

/** A PDF ends with where each of its objects begins. */
function withPlaces(objects: readonly string[]): string {
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(place).padStart(10, '0')} 00000 n \n`;
  });
  const count = objects.length + 1;
  const table = `xref\n0 ${count}\n0000000000 65535 f \n${places.join('')}`;
  return `${text}${table}trailer\n<< /Size ${count} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** A tone of a second. */
export function wavFile(): Buffer {
  const rate = 8_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + rate, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(rate, 40);
  const tone = Buffer.from(Array.from({ length: rate }, (_, at) => 128 + 60 * Math.sin(at / 3)));
  return Buffer.concat([head, tone]);
}
