import type { Sqlite } from '../../../apps/desktop/src/engine/store/sqlite.ts';
import { HeadlessClient } from '../../support/headless-client.ts';
import { type Person, people } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';
import { sampleText } from '../sync/sample-text.ts';

/** So many messages are written before the server must have them: more at once would only fill the outbox. */
const BATCH = 5_000;
const SENT_MS = 120_000;

/** Somebody who writes much: what is lost with their device is nobody's, so it need not wait for its disk. */
export async function signInWriter(server: string, person: Person): Promise<HeadlessClient> {
  const files: Sqlite[] = [];
  const client = new HeadlessClient((environment) => ({
    ...environment,
    openFile: (name) => {
      const file = environment.openFile(name);
      files.push(file);
      return file;
    },
  }));
  await client.signIn(server, person);
  for (const file of files) file.pragma('synchronous = OFF');
  return client;
}

/** A group of the two agents. Gives its id. */
export async function openGroup(client: HeadlessClient, name: string): Promise<string> {
  const id = client.newId();
  const members = [people.agent, people.second].map((person) => ({
    id: client.newId(),
    userId: idOf(client, person),
  }));
  client.mutate('conversation.create', { id, name, members });
  await client.waitUntilSent();
  return id;
}

/** Writes so many messages of all lengths. Gives the id of the last. */
export async function writeMessages(
  client: HeadlessClient,
  threadId: string,
  count: number,
): Promise<string> {
  let id = '';
  for (let written = 0; written < count; written += 1) {
    id = client.newId();
    const body = sampleText(20 + ((written * 37) % 400), written);
    client.mutate('message.create', { id, threadId, body });
    if ((written + 1) % BATCH === 0 || written + 1 === count) await sent(client);
  }
  return id;
}

async function sent(client: HeadlessClient): Promise<void> {
  await waitFor('an empty outbox', () => client.session.connection().waiting === 0, SENT_MS);
}

function idOf(client: HeadlessClient, { email }: Person): string {
  const row = client.rows('user').find((queried) => queried.row.email === email)?.row;
  if (row === undefined) throw new Error(`${email} is not here.`);
  return row.id;
}
