import { mkdirSync } from 'node:fs';
import path from 'node:path';
import electronLog from 'electron-log/node';
import { rotateFiles } from './rotate-files.ts';
import { withoutSecrets } from './without-secrets.ts';

/** Files of at most so many bytes, so many in all: enough for weeks, and never more than 5 MB. */
const FILE_BYTES = 1_000_000;
const FILES = 5;

/**
 * Gives what writes lines to `holdfast.log` in a folder, each with its time and who says it. Full files are put aside;
 * only the owner may read them. A disk that is full or read-only ends no app: the line is lost then.
 */
export function openLogFile(folder: string): (from: string, line: string) => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logger = electronLog.create({ logId: folder });
  const { file } = logger.transports;
  logger.transports.console.level = false;
  file.resolvePathFn = () => path.join(folder, 'holdfast.log');
  file.maxSize = FILE_BYTES;
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' };
  file.format = '{iso} {text}';
  file.archiveLogFn = (full) => rotateFiles(full.path, FILES);
  return (from, line) => logger.info(`[${from}] ${withoutSecrets(line)}`);
}
