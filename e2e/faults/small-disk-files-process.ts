import { randomBytes } from 'node:crypto';
import { HoldfastError } from '@holdfast/shared/protocol/errors.ts';
import { FileUser } from '../support/file-user.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { keptContents, wrongContents } from '../support/kept-contents.ts';
import { people } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { hasty } from './files/hasty.ts';

/**
 * An engine whose folder is on a file system of few dozen megabytes, mounted where temporary files go: attaches
 * more than there is room for, fetches more than there is room for, and goes on with what there is room for. Says
 * at the end, in one line of JSON, what it saw.
 */

const MIB = 1024 * 1024;
const TOO_MUCH = 40 * MIB;
const [server = '', largeId = ''] = process.argv.slice(2);

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'It was taken.';
  } catch (error) {
    if (error instanceof HoldfastError) return error.message;
    throw error;
  }
}

const client = new HeadlessClient(hasty);
await client.signIn(server, people.agent);
const files = new FileUser(() => client.openWindow());
const subjectId = client.createTicket('Has files');
const goal = { kind: 'row', subjectTable: 'ticket', subjectId } as const;

const attached = await refusalOf(files.attachBytes('large.bin', randomBytes(TOO_MUCH), goal));
const rowsAfter = client.rows('attachment', { where: { subjectId } }).length;
client.createTicket('Written with the disk nearly full');
await client.waitUntilSent();

await waitFor('the large file of somebody else', () => client.row('attachment', largeId)?.storedAt);
await files.fetch(largeId);
const fetched = await waitFor('the end of the fetch', () => {
  const state = files.state(largeId);
  return state?.problem === undefined ? undefined : state;
});
client.createTicket('Written after it');
await client.waitUntilSent();
await files.stop(largeId);

const smallId = await files.attachBytes('small.bin', randomBytes(MIB), goal);
await files.waitFor(smallId, 'here');
const kept = keptContents(client.folder).length;
const wrong = await wrongContents(client.folder);
const { state, kept: isKept, problem } = fetched;
console.log(JSON.stringify({ attached, rowsAfter, fetched: { state, isKept, problem }, kept, wrong }));
client.stop();
process.exit(0);
