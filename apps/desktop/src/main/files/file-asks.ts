import path from 'node:path';
import { type BrowserWindow, dialog, shell } from 'electron';
import type { FileAnswer, FileAsk } from '../../engine/api/file-asks.ts';
import type { Words } from '../../words/words.ts';
import { isDangerous } from './dangerous-file.ts';

export interface FileAsksOptions {
  /** The folder that the engine keeps its files in: nothing else is opened for it. */
  readonly folder: string;
  words(): Words;
  /** The window in front, in which the person asked. */
  window(): BrowserWindow | undefined;
}

/** Does for the engine what only the shell can: opens copies of files with the system's apps, asks for places. */
export async function answerFileAsk(ask: FileAsk, options: FileAsksOptions): Promise<FileAnswer> {
  return ask.what === 'open' ? open(ask, options) : askForPlace(ask.name, options.window());
}

async function open(
  ask: Extract<FileAsk, { what: 'open' }>,
  { folder, words, window }: FileAsksOptions,
): Promise<FileAnswer> {
  if (!isWithin(folder, ask.path)) return { done: false, problem: 'It is not a file of this app.' };
  if (isDangerous(ask.name, ask.kind) && !(await isAgreed(ask.name, words(), window())))
    return { done: false };
  // It resolves with what went wrong, if anything did.
  const problem = await shell.openPath(ask.path);
  return problem === '' ? { done: true } : { done: false, problem };
}

/** Whether the person wants to open something that can do more than show itself. They have to say so. */
async function isAgreed(name: string, say: Words, window: BrowserWindow | undefined): Promise<boolean> {
  const asked = {
    type: 'warning' as const,
    message: say('file.runs', { name }),
    detail: say('file.runsDetail'),
    buttons: [say('file.leave'), say('file.openAnyway')],
    defaultId: 0,
    cancelId: 0,
  };
  const { response } = await (window === undefined
    ? dialog.showMessageBox(asked)
    : dialog.showMessageBox(window, asked));
  return response === 1;
}

async function askForPlace(name: string, window: BrowserWindow | undefined): Promise<FileAnswer> {
  const options = { defaultPath: name };
  const { canceled, filePath } = await (window === undefined
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? { done: false } : { done: true, path: filePath };
}

function isWithin(folder: string, place: string): boolean {
  const way = path.relative(folder, place);
  return way !== '' && !way.startsWith('..') && !path.isAbsolute(way);
}
