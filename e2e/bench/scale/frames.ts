const FIN_TEXT = 0x81;
const MASKED = 0x80;
const LENGTH = 0x7f;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MASK_BYTES = 4;
const CLOSE = 0x8;
const OPCODE = 0xf;

/** One text as a frame of a WebSocket's client. A mask of zeros leaves the payload as it is. */
export function maskedText(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const more = length < LENGTH_16 ? 0 : length < 0x1_0000 ? 2 : 8;
  const start = 2 + more + MASK_BYTES;
  const frame = Buffer.alloc(start + length);
  frame[0] = FIN_TEXT;
  frame[1] = MASKED | (more === 0 ? length : more === 2 ? LENGTH_16 : LENGTH_64);
  if (more === 2) frame.writeUInt16BE(length, 2);
  if (more === 8) frame.writeBigUInt64BE(BigInt(length), 2);
  frame.write(text, start);
  return frame;
}

/** Cuts what arrives from a WebSocket's server into the payloads of its frames; none is in parts. */
export class FrameReader {
  readonly #onPayload: (payload: Buffer) => void;
  #rest: Buffer | undefined;

  constructor(onPayload: (payload: Buffer) => void) {
    this.#onPayload = onPayload;
  }

  add(data: Buffer): void {
    let left = this.#rest === undefined ? data : Buffer.concat([this.#rest, data]);
    for (let frame = first(left); frame !== undefined; frame = first(left)) {
      const payload = left.subarray(frame.start, frame.end);
      left = left.subarray(frame.end);
      if (frame.opcode !== CLOSE) this.#onPayload(payload);
    }
    this.#rest = left.length > 0 ? left : undefined;
  }
}

interface Frame {
  readonly opcode: number;
  readonly start: number;
  readonly end: number;
}

/** The first whole frame, if there is one. */
function first(data: Buffer): Frame | undefined {
  const short = (data[1] ?? 0) & LENGTH;
  const start = short < LENGTH_16 ? 2 : short === LENGTH_16 ? 4 : 10;
  if (data.length < start) return undefined;
  const end = start + lengthOf(data, short);
  return data.length < end ? undefined : { opcode: (data[0] ?? 0) & OPCODE, start, end };
}

function lengthOf(data: Buffer, short: number): number {
  if (short === LENGTH_16) return data.readUInt16BE(2);
  return short === LENGTH_64 ? Number(data.readBigUInt64BE(2)) : short;
}
