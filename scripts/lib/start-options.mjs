import { parseArgs } from 'node:util';
import { PlainError } from './plain-error.mjs';

export const HELP = `npm start                     the server and two people's windows, with demo data
npm start -- --server-only    only the server, with demo data
npm start -- --server URL     only a window, on somebody's server
npm start -- --check          do the main job once on throw-away data, print the times as JSON, and end
npm start -- --help           this text

Data are in .data; Ctrl+C closes everything. HOLDFAST_PORT sets the server's port (4310),
HOLDFAST_ELECTRON=official or stand-in allows only that Electron.`;

/**
 * What `npm start` was asked for: `{ mode }`, one of everything, check, server-only, window and help; for window
 * with `url`. Throws a PlainError that names what is wrong.
 */
export function readStartOptions(args) {
  const given = parse(args);
  const modes = Object.keys(given);
  if (modes.length > 1) throw new PlainError(`--${modes.join(' and --')} do not go together`);
  const [mode = 'everything'] = modes;
  return mode === 'server' ? { mode: 'window', url: readUrl(given.server) } : { mode };
}

function parse(args) {
  const flag = { type: 'boolean' };
  const options = { check: flag, 'server-only': flag, help: flag, server: { type: 'string' } };
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    const [reason] = error.message.split('. ');
    throw new PlainError(`${reason}\n\n${HELP}`, { cause: error });
  }
}

function readUrl(text) {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url.origin;
  throw new PlainError(`--server needs an address such as https://desk.example.org, not "${text}"`);
}
