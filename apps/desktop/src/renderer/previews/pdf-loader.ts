import {
  getDocument,
  PasswordException,
  PDFDataRangeTransport,
  type PDFDocumentLoadingTask,
  type PDFPageProxy,
  PDFWorker,
} from 'pdfjs-dist/legacy/build/pdf.mjs';
import Worker from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?worker';
import { BrokenError, type FileSource, readBytes, UnreadableError } from './file-source.ts';
import { MOST_PIXELS } from './look-at.ts';
import type { Loader } from './use-loaded.ts';

/** A page is drawn with at most so many pixels on its longer side. */
const LONGEST_SIDE = 2_000;
/** Bytes are read in steps of this. */
const STEP_BYTES = 256 * 1024;

export interface DrawnPage {
  /** Of the first page as a picture. */
  readonly address: string;
  /** How many there are. */
  readonly pages: number;
}

/**
 * The first page of a PDF, drawn by pdf.js. It runs in a worker of its own that ends with it; no code and no forms
 * of the document do anything, and nothing is fetched: fonts that it lacks are the system's.
 */
export const pdfLoader: Loader<DrawnPage> = {
  load: async (source, signal) => {
    const port = new Worker();
    const worker = PDFWorker.create({ port });
    const reading = new FileTransport(source);
    const task = getDocument({ ...calm, worker, range: reading });
    const stop = () => void task.destroy();
    signal.addEventListener('abort', stop);
    try {
      return await Promise.race([drawFirst(task), reading.failed]);
    } catch (error) {
      throw asBroken(error);
    } finally {
      signal.removeEventListener('abort', stop);
      await task.destroy();
      worker.destroy();
      port.terminate();
    }
  },
  release: ({ address }) => URL.revokeObjectURL(address),
};

const calm = {
  disableAutoFetch: true,
  disableStream: true,
  rangeChunkSize: STEP_BYTES,
  maxImageSize: MOST_PIXELS,
  useSystemFonts: true,
  useWasm: false,
  // Not wasm in spite of its name: there lie decoders in plain JavaScript (electron.vite.config.ts).
  wasmUrl: new URL('pdf/', document.baseURI).href,
  useWorkerFetch: false,
  enableXfa: false,
  verbosity: 0,
} satisfies Parameters<typeof getDocument>[0];

/** Gives pdf.js the bytes that it asks for, and no others. */
class FileTransport extends PDFDataRangeTransport {
  readonly #source: FileSource;
  readonly #fail: (error: unknown) => void;
  /** Rejects when bytes cannot be read: pdf.js itself would wait for them. */
  readonly failed: Promise<never>;

  constructor(source: FileSource) {
    super(source.size, null);
    let fail = (_error: unknown) => {};
    this.failed = new Promise((_resolve, reject) => {
      fail = reject;
    });
    // Where nothing waits for it any more, it is nobody's.
    this.failed.catch(() => {});
    this.#source = source;
    this.#fail = fail;
  }

  override requestDataRange(begin: number, end: number): void {
    readBytes(this.#source, begin, end).then((bytes) => this.onDataRange(begin, bytes), this.#fail);
  }
}

async function drawFirst(task: PDFDocumentLoadingTask): Promise<DrawnPage> {
  const document = await task.promise;
  return { address: await draw(await document.getPage(1)), pages: document.numPages };
}

async function draw(page: PDFPageProxy): Promise<string> {
  const { width, height } = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: Math.min(2, LONGEST_SIDE / Math.max(width, height)) });
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.floor(viewport.width));
  canvas.height = Math.max(1, Math.floor(viewport.height));
  await page.render({ canvas, viewport }).promise;
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  if (blob === null) throw new BrokenError('The first page has no size.');
  return URL.createObjectURL(blob);
}

/** Whatever pdf.js says of a document, it cannot be shown; what became of the bytes on the way is another thing. */
function asBroken(error: unknown): Error {
  if (error instanceof UnreadableError || error instanceof BrokenError) return error;
  const isLocked = error instanceof PasswordException;
  return new BrokenError('This document cannot be read.', isLocked ? 'locked' : 'broken', error);
}
