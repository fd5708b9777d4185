import { Transform, type TransformCallback } from 'node:stream';

/** A connection ends, ends hard, stands still until somebody ends it, or one bit arrives turned over. */
export type FaultKind = 'cut' | 'reset' | 'stall' | 'corrupt';

export interface Fault {
  readonly kind: FaultKind;
  /** After so many bytes in its direction. */
  readonly after: number;
}

export interface SpoilerWorld {
  /** Bytes a second. */
  rate(): number;
  /** Asked when a fault is due; false: it shall not happen any more. */
  happens(kind: FaultKind): boolean;
  /** Ends the connection. */
  end(reset: boolean): void;
}

/** A part of this size that holds no end of a head is contents. */
const SURELY_CONTENT = 4096;
const HEAD_END = Buffer.from('\r\n\r\n');

/** One direction of a connection, on which one thing goes wrong. Bits are turned over in contents, never in heads: those are TCP's and TLS's to keep. */
export class Spoiler extends Transform {
  private readonly world: SpoilerWorld;
  private fault: Fault | undefined;
  private passed = 0;

  constructor(world: SpoilerWorld) {
    super();
    this.world = world;
  }

  expect(fault: Fault | undefined): void {
    this.fault = fault;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    const from = this.passed;
    this.passed += chunk.length;
    const { fault } = this;
    if (fault === undefined || fault.after >= this.passed) this.pass(chunk, done);
    else if (fault.kind === 'corrupt') this.pass(this.corrupt(chunk, fault.after - from), done);
    else this.breakOff(chunk, fault.after - from, fault.kind, done);
  }

  private breakOff(chunk: Buffer, place: number, kind: FaultKind, done: TransformCallback): void {
    this.fault = undefined;
    if (!this.world.happens(kind)) {
      this.pass(chunk, done);
      return;
    }
    this.push(chunk.subarray(0, place));
    // What stands still never asks for more.
    if (kind !== 'stall') setImmediate(() => this.world.end(kind === 'reset'));
  }

  private pass(chunk: Buffer, done: TransformCallback): void {
    const milliseconds = (chunk.length / this.world.rate()) * 1000;
    if (milliseconds === 0) done(null, chunk);
    else setTimeout(() => done(null, chunk), milliseconds);
  }

  /** Turns a bit over at this place or after it; in a later part where this one is no contents. */
  private corrupt(chunk: Buffer, place: number): Buffer {
    const headEnd = chunk.lastIndexOf(HEAD_END);
    if (headEnd === -1 && chunk.length < SURELY_CONTENT) return chunk;
    const at = Math.max(place, headEnd === -1 ? 0 : headEnd + HEAD_END.length);
    if (at >= chunk.length) return chunk;
    this.fault = undefined;
    if (!this.world.happens('corrupt')) return chunk;
    const changed = Buffer.from(chunk);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    return changed;
  }
}
