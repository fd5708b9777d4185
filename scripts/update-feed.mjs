// node scripts/update-feed.mjs key FILE | sign --key FILE [--percent N] FEED…: the key and the signature of an update feed.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { newFeedKey, signFeed } from './lib/feed-signing.mjs';
import { PlainError } from './lib/plain-error.mjs';
import { writePrivate } from './lib/private-file.mjs';
import { runMain } from './lib/run-main.mjs';
import { say } from './lib/say.mjs';

const USAGE = `Usage:
  node scripts/update-feed.mjs key FILE                     makes a key: the private half in FILE, the public half is printed
  node scripts/update-feed.mjs sign --key FILE [--percent N] FEED…   signs feeds, such as release/latest-linux.yml`;

await runMain((args) => {
  const { values, positionals } = readArguments(args);
  const [command, ...files] = positionals;
  if (command === 'key' && files.length === 1) return makeKey(files[0]);
  if (command === 'sign' && values.key && files.length > 0) return signFeeds(values, files);
  throw new PlainError(USAGE);
});

function readArguments(args) {
  try {
    const options = { key: { type: 'string' }, percent: { type: 'string' } };
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new PlainError(`${error.message}\n${USAGE}`, { cause: error });
  }
}

function makeKey(file) {
  if (existsSync(file)) throw new PlainError(`${file} is there already; a key is never replaced.`);
  const { privateKey, publicKey } = newFeedKey();
  writePrivate(file, privateKey);
  say(`The private key is in ${file}. Keep it safe: whoever has it can publish updates.`);
  say(`Packages are made with HOLDFAST_UPDATE_KEY=${publicKey}`);
}

function signFeeds({ key, percent }, files) {
  const privateKey = readFileSync(key, 'utf8');
  const staging = percent === undefined ? undefined : Number(percent);
  for (const file of files) {
    writeFileSync(file, signFeed(path.basename(file), readFileSync(file, 'utf8'), privateKey, staging));
    say(`Signed ${file}.`);
  }
}
