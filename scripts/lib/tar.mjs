import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const BLOCK = 512;
const CHUNK = 1 << 20;

/**
 * Writes the one file `name` of a gzipped tar to `destination`. Names of up to 100 characters and sizes of up
 * to 8 GiB, which is what plain tar headers hold. Throws an Error when the archive has no such file or ends early.
 */
export async function extractFromTar(archive, name, destination) {
  const reader = new TarFileReader(name, destination);
  const source = createReadStream(archive, { highWaterMark: CHUNK });
  await pipeline(source, createGunzip({ chunkSize: CHUNK }), reader);
}

/** A tar is a row of entries: a header block, the file's bytes, and zeros up to the next whole block. */
class TarFileReader extends Writable {
  #name;
  #destination;
  #header = Buffer.alloc(0);
  #body = 0;
  #padding = 0;
  #output = null;
  #found = false;

  constructor(name, destination) {
    super();
    this.#name = name;
    this.#destination = destination;
  }

  _write(chunk, _encoding, done) {
    try {
      let rest = chunk;
      while (rest.length > 0) rest = this.#take(rest);
      done();
    } catch (error) {
      done(error);
    }
  }

  _final(done) {
    if (this.#body > 0) return done(new Error(`the archive ends in the middle of ${this.#name}`));
    done(this.#found ? null : new Error(`the archive holds no ${this.#name}`));
  }

  _destroy(error, done) {
    this.#closeOutput();
    done(error);
  }

  #take(chunk) {
    if (this.#body > 0) return this.#takeBody(chunk);
    if (this.#padding > 0) return this.#takePadding(chunk);
    return this.#takeHeader(chunk);
  }

  #takeHeader(chunk) {
    const missing = BLOCK - this.#header.length;
    this.#header = Buffer.concat([this.#header, chunk.subarray(0, missing)]);
    if (this.#header.length === BLOCK) {
      this.#readHeader(this.#header);
      this.#header = Buffer.alloc(0);
    }
    return chunk.subarray(missing);
  }

  #readHeader(header) {
    const name = text(header, 0, 100);
    // The archive ends with empty blocks.
    if (name === '') return;
    this.#body = Number.parseInt(text(header, 124, 136).trim() || '0', 8);
    this.#padding = (BLOCK - (this.#body % BLOCK)) % BLOCK;
    if (name !== this.#name) return;
    this.#found = true;
    this.#output = openSync(this.#destination, 'w');
    if (this.#body === 0) this.#closeOutput();
  }

  #takeBody(chunk) {
    const piece = chunk.subarray(0, this.#body);
    if (this.#output !== null) writeFully(this.#output, piece);
    this.#body -= piece.length;
    if (this.#body === 0) this.#closeOutput();
    return chunk.subarray(piece.length);
  }

  #takePadding(chunk) {
    const length = Math.min(this.#padding, chunk.length);
    this.#padding -= length;
    return chunk.subarray(length);
  }

  #closeOutput() {
    if (this.#output !== null) closeSync(this.#output);
    this.#output = null;
  }
}

function text(buffer, from, to) {
  const end = buffer.indexOf(0, from);
  return buffer.toString('utf8', from, end < 0 ? to : Math.min(end, to));
}

function writeFully(file, buffer) {
  for (let written = 0; written < buffer.length; ) written += writeSync(file, buffer, written);
}
