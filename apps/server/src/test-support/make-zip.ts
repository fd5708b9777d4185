import { crc32, deflateRawSync } from 'node:zlib';

/** A file to be packed, and what the archive shall say of it that is not so. */
export interface ZipEntry {
  readonly bytes: Uint8Array;
  /** Its size, as the list of contents says it. */
  readonly claimed?: number;
  /** Where it lies, as the list of contents says it. */
  readonly at?: number;
  /** Says that it can only be read with a password. */
  readonly encrypted?: boolean;
}

const STORED = 0;
const DEFLATED = 8;

/** A zip of these files, deflated; byte by byte, so that it can lie. */
export function makeZip(entries: readonly ZipEntry[], method: 'deflated' | 'stored' = 'deflated'): Buffer {
  const files: Buffer[] = [];
  const lines: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const packed = method === 'stored' ? Buffer.from(entry.bytes) : deflateRawSync(entry.bytes);
    const about = describe(entry, packed, method === 'stored' ? STORED : DEFLATED);
    const file = Buffer.concat([Buffer.from('504b0304', 'hex'), about, Buffer.alloc(2), packed]);
    const line = Buffer.concat([Buffer.from('504b01021400', 'hex'), about, Buffer.alloc(16)]);
    line.writeUInt32LE(entry.at ?? at, 42);
    files.push(file);
    lines.push(line);
    at += file.length;
  }
  const list = Buffer.concat(lines);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, list, end]);
}

/** The 24 bytes that stand in both the head of a file and its line in the list; its name is empty. */
function describe({ bytes, claimed, encrypted }: ZipEntry, packed: Buffer, method: number): Buffer {
  const about = Buffer.alloc(24);
  about.writeUInt16LE(20, 0);
  about.writeUInt16LE(encrypted === true ? 1 : 0, 2);
  about.writeUInt16LE(method, 4);
  about.writeUInt32LE(crc32(bytes), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(claimed ?? bytes.length, 18);
  return about;
}
