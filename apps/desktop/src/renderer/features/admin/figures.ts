import { dateWriter, writeNumber } from '../../ui/locale.ts';

const SIZES = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size in bytes as people say it: `12 kB`, `1.4 GB`. */
export function bytesWords(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${short(bytes / 1000 ** step)} ${SIZES[step]}`;
}

/** Milliseconds as people say them: `0.4 ms`, `12 ms`, `1.3 s`. */
export function msWords(ms: number): string {
  return ms < 1000 ? `${short(ms)} ms` : `${short(ms / 1000)} s`;
}

/** A part of one as a percentage. */
export function percentWords(part: number): string {
  return `${short(part * 100)} %`;
}

export function countWords(count: number): string {
  return Number.isInteger(count) ? writeNumber(count) : short(count);
}

/** How long something has been running: `40 s`, `12 min`, `3 h 5 min`, `9 d 4 h`. */
export function durationWords(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (minutes === 0) return `${Math.floor(seconds)} s`;
  if (hours === 0) return `${minutes} min`;
  return days === 0 ? `${hours} h ${minutes % 60} min` : `${days} d ${hours % 24} h`;
}

const moment = dateWriter({
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment to the second, short enough for a column. */
export function momentOf(at: string): string {
  return moment(new Date(at));
}

/** Two figures are enough for what changes every few seconds. */
function short(value: number): string {
  if (value >= 100) return writeNumber(Math.round(value));
  return writeNumber(Number(value.toPrecision(2)), { maximumSignificantDigits: 2 });
}
