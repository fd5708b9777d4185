/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

type Reader = (bytes: DataView) => PictureSize | undefined;

/** How each kind of picture begins, and where it says how large it is. */
const readers: readonly (readonly [begin: RegExp, read: Reader])[] = [
  [/^\x89PNG\r\n/, readPng],
  [/^\xff\xd8\xff/, readJpeg],
  [/^GIF8[79]a/, readGif],
  [/^RIFF.{4}WEBP/s, readWebp],
  [/^BM/, readBmp],
  [/^.{4}ftyp(avif|avis|mif1|heic|heix|msf1)/s, readHeif],
];

const BEGIN_BYTES = 12;

/** How large a picture is, by the first bytes of its file (`HEAD_BYTES` of them); nothing where they do not say. */
export function pictureSize(head: Uint8Array): PictureSize | undefined {
  const begin = String.fromCharCode(...head.subarray(0, BEGIN_BYTES));
  const reader = readers.find(([pattern]) => pattern.test(begin))?.[1];
  if (reader === undefined) return undefined;
  try {
    const size = reader(new DataView(head.buffer, head.byteOffset, head.byteLength));
    return size === undefined || size.width < 1 || size.height < 1 ? undefined : size;
  } catch (error) {
    // It ends before it has said it.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readPng(bytes: DataView): PictureSize {
  return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
}

function readGif(bytes: DataView): PictureSize {
  return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
}

/** A negative height says that the lines stand from the top. */
function readBmp(bytes: DataView): PictureSize {
  return { width: Math.abs(bytes.getInt32(18, true)), height: Math.abs(bytes.getInt32(22, true)) };
}

/** Frames C0 to CF say the size, but for three that are none. */
function readJpeg(bytes: DataView): PictureSize | undefined {
  let at = 2;
  while (at < bytes.byteLength) {
    if (bytes.getUint8(at) !== 0xff) return undefined;
    const marker = bytes.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (isFrame(marker)) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) };
    at += 2 + bytes.getUint16(at + 2);
  }
  return undefined;
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

function readWebp(bytes: DataView): PictureSize | undefined {
  const chunk = bytes.getUint8(15);
  if (chunk === 'X'.charCodeAt(0))
    return { width: readUint24(bytes, 24) + 1, height: readUint24(bytes, 27) + 1 };
  if (chunk === 'L'.charCodeAt(0)) {
    const packed = bytes.getUint32(21, true);
    return { width: (packed & 0x3fff) + 1, height: ((packed >> 14) & 0x3fff) + 1 };
  }
  return { width: bytes.getUint16(26, true) & 0x3fff, height: bytes.getUint16(28, true) & 0x3fff };
}

function readUint24(bytes: DataView, at: number): number {
  return bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 0x10000;
}

/** AVIF and HEIC: the largest of the sizes that its items have (`ispe`). */
function readHeif(bytes: DataView): PictureSize | undefined {
  let largest: PictureSize | undefined;
  for (let at = 8; at + 16 <= bytes.byteLength; at += 1) {
    if (bytes.getUint32(at) !== 0x69737065) continue;
    const size = { width: bytes.getUint32(at + 8), height: bytes.getUint32(at + 12) };
    if (largest === undefined || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}
