import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { type FileCallResults, type fileCallSchemas, fileTopicSchemas } from '../api/files.ts';
import type { Engine } from '../engine.ts';
import type { Files } from '../files/files.ts';

type FileCallName = keyof typeof fileCallSchemas;

type FileCalls = {
  [Name in FileCallName]: (params: unknown) => Promise<FileCallResults[Name]> | FileCallResults[Name];
};

/** Checks the parameters of a call; throws INVALID_MESSAGE where they are malformed. */
type Parse = <Name extends FileCallName>(
  name: Name,
  params: unknown,
) => ReturnType<(typeof fileCallSchemas)[Name]['parse']>;

const done = {};

/** What a window asks about files. `begun` are the handovers that end with the window. */
export function fileCallsOf(engine: Engine, parse: Parse, begun: Set<string>): FileCalls {
  const files = () => requireFiles(engine);
  const handed = (id: string) => {
    begun.delete(id);
    return id;
  };
  return {
    fileBegin: async (params) => {
      const begin = await files().handovers.begin(parse('fileBegin', params));
      begun.add(begin.handover);
      return begin;
    },
    filePart: async (params) => {
      const { handover, bytes } = parse('filePart', params);
      await files().handovers.add(handover, bytes);
      return done;
    },
    fileEnd: (params) => files().handovers.end(handed(parse('fileEnd', params).handover)),
    fileCancel: async (params) => {
      await files().handovers.cancel(handed(parse('fileCancel', params).handover));
      return done;
    },
    ...readingCalls(files, parse),
    ...wishCalls(files, parse),
  };
}

function readingCalls(files: () => Files, parse: Parse) {
  return {
    draftFileRemove: (params: unknown) => {
      files().removeDraft(parse('draftFileRemove', params).id);
      return done;
    },
    fileRead: async (params: unknown) => {
      const { id, from, to } = parse('fileRead', params);
      return { bytes: await files().desk.read(id, from, to) };
    },
    draftFileRead: async (params: unknown) => {
      const { id, from, to } = parse('draftFileRead', params);
      return { bytes: await files().desk.readDraft(id, from, to) };
    },
    fileOpen: (params: unknown) => files().desk.open(parse('fileOpen', params).id),
    fileSave: (params: unknown) => files().desk.save(parse('fileSave', params).id),
  };
}

function wishCalls(files: () => Files, parse: Parse) {
  return {
    fileFetch: (params: unknown) => {
      const { id, quiet } = parse('fileFetch', params);
      files().transfers.fetch(id, quiet);
      return done;
    },
    filePause: (params: unknown) => {
      files().transfers.pause(parse('filePause', params).id);
      return done;
    },
    fileResume: (params: unknown) => {
      files().transfers.resume(parse('fileResume', params).id);
      return done;
    },
    fileStop: (params: unknown) => {
      files().stopFetch(parse('fileStop', params).id);
      return done;
    },
    filePin: (params: unknown) => {
      const { id, pinned } = parse('filePin', params);
      files().pin(id, pinned);
      return done;
    },
    fileRoom: (params: unknown) => {
      files().setRoom(parse('fileRoom', params).bytes);
      return done;
    },
    filesForget: async (params: unknown) => {
      parse('filesForget', params);
      return { freed: await files().forgetSpare() };
    },
  };
}

/** A window closed before it had handed these files over: what there is of them goes. */
export function cancelHandovers(
  engine: Engine,
  begun: ReadonlySet<string>,
  log: (message: string, details: Readonly<Record<string, unknown>>) => void,
): void {
  for (const id of begun) {
    engine.files?.handovers.cancel(id).catch((error: unknown) => {
      log('a file that was not handed over could not be removed', { cause: String(error) });
    });
  }
}

/** Follows a topic of files; nothing where it is none of them. */
export function followFiles(
  engine: Engine,
  topic: string,
  params: unknown,
  send: (state: unknown) => void,
): (() => void) | undefined {
  if (topic === 'files') {
    const { ids } = fileTopicSchemas.files.parse(params);
    return engine.watchFiles((files) => files.watchFiles(ids, send));
  }
  if (topic === 'draftFiles') {
    const { place } = fileTopicSchemas.draftFiles.parse(params);
    return engine.watchFiles((files) => files.watchDrafts(place, send));
  }
  if (topic !== 'transfers') return undefined;
  fileTopicSchemas.transfers.parse(params);
  return engine.watchFiles((files) => files.watchTransfers(send));
}

function requireFiles(engine: Engine): Files {
  const { files } = engine.requireSession();
  if (files === undefined) throw new HoldfastError('NOT_FOUND', 'There are no files on this device.');
  return files;
}
