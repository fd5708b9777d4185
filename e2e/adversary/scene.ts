import { randomBytes } from 'node:crypto';
import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { createIdSource } from '@holdfast/shared/ids.ts';
import type { Handshake } from '@holdfast/shared/protocol/handshake.ts';
import { type SignedIn, signedInSchema } from '@holdfast/shared/protocol/sign-in.ts';
import { PROTOCOL_VERSION, SCHEMA_VERSION } from '@holdfast/shared/protocol/versions.ts';
import { sendBytes, sha256 } from '../../apps/server/src/test-support/send-file.ts';
import { HeadlessClient } from '../support/headless-client.ts';
import { type Person, people, ServerProcess } from '../support/server-process.ts';
import { waitFor } from '../support/wait-for.ts';
import { Bystander } from './bystander.ts';
import { MemoryProbe } from './memory.ts';

const GENEROUS = '1000000';
const PASSWORD = 'correct horse battery';
const attackers = ['Mallory', 'Eve'].map<Person>((name) => ({
  email: `${name.toLowerCase()}@example.org`,
  name,
  role: 'staff',
  password: PASSWORD,
}));

/** The key that the server signs with, so that tokens can be forged well. */
export const SIGNING_SECRET = 'a secret for tests only, 32 long';

/** Small, so that messages above it are cheap to make. */
export const MAX_MESSAGE_BYTES = 65_536;

const newId = createIdSource(Date.now, (count) => randomBytes(count));

const settings = {
  HOLDFAST_MAX_MESSAGE_BYTES: String(MAX_MESSAGE_BYTES),
  HOLDFAST_ACCESS_TOKEN_SECONDS: '86400',
};

/** Out of the way, so that what is behind the limits is tried. */
const noLimits = {
  HOLDFAST_EVENTS_PER_MINUTE: GENEROUS,
  HOLDFAST_PULLS_PER_MINUTE: GENEROUS,
  HOLDFAST_MUTATION_BURST: GENEROUS,
  HOLDFAST_MUTATIONS_PER_SECOND: GENEROUS,
  HOLDFAST_MAX_CONNECTIONS_PER_USER: '10000',
  HOLDFAST_MAX_CONNECTIONS_PER_ADDRESS: GENEROUS,
  HOLDFAST_REFUSED_HANDSHAKES_PER_MINUTE_PER_ADDRESS: GENEROUS,
};

/** A running server with people at work, and what attackers may know of it. */
export class Scene {
  /** In everything that others write: no attacker may ever see it. */
  readonly secret = `secret-${newId()}`;
  /** In what others say to each other alone: not even an attacker with an admin's token may ever see it. */
  readonly privateSecret = `private-${newId()}`;
  /** In what attackers write: no bystander may ever see it. */
  readonly mark = `hostile-${newId()}`;
  readonly memory = new MemoryProbe();
  readonly server: ServerProcess;
  readonly ben = new HeadlessClient();
  readonly cleo = new HeadlessClient();
  tokens: readonly string[] = [];
  adminToken = '';
  apiToken = '';
  epoch = '';
  /** Ids, rooms and scopes of others that an attacker might have found out. */
  known: readonly string[] = [];
  /** Files of others, and files of the attackers whose bytes nobody has sent. */
  files: readonly string[] = [];
  ownFiles: readonly string[] = [];
  #bystander: Bystander | undefined;

  /** @param limited whether the server's limits hold as they come */
  constructor(limited: boolean) {
    const limits = limited ? {} : noLimits;
    this.server = new ServerProcess({ ...settings, ...limits, ...this.memory.settings });
  }

  get url(): string {
    return this.server.url;
  }

  /** What a copy of the app says of itself, besides its token. */
  handshake(): Omit<Handshake, 'token'> {
    return { clientId: newId(), protocol: PROTOCOL_VERSION, schema: SCHEMA_VERSION };
  }

  async start(): Promise<void> {
    const { server, ben, cleo } = this;
    await server.addPeople(people.admin, people.manager, people.agent, people.second, people.staff);
    await server.addPeople(...attackers);
    await server.start();
    await ben.signIn(server.url, people.agent);
    await cleo.signIn(server.url, people.second);
    const sam = await this.#signIn(people.staff);
    this.#bystander = await Bystander.enter({
      url: server.url,
      auth: { ...this.handshake(), token: sam.accessToken },
      userId: sam.user.id,
      never: [this.secret, this.privateSecret, this.mark],
    });
    this.epoch = this.#bystander.epoch;
    this.adminToken = (await this.#signIn(people.admin)).accessToken;
    this.tokens = await Promise.all(
      attackers.map(async (person) => (await this.#signIn(person)).accessToken),
    );
    this.apiToken = await this.#makeApiToken();
    const known = [...(await this.#writeSecrets(sam.user.id)), ...(await this.#talkInPrivate())];
    this.known = [...known, this.#bystander.room, this.mark];
    this.files = await this.#keepSecretFile(known);
    for (const person of attackers)
      this.ownFiles = [...this.ownFiles, ...(await announceFiles(server.url, person))];
  }

  /** What is wrong after everything: with what others saw, or with the server's work. */
  async aftermath(): Promise<string[]> {
    const seen = (await this.#bystander?.problems()) ?? [];
    const faults = this.server.faults.map((line) => `the server logged a fault: ${line.slice(0, 2_000)}`);
    await this.#stillSyncs();
    return [...seen, ...faults];
  }

  async remove(): Promise<void> {
    this.#bystander?.leave();
    this.ben.remove();
    this.cleo.remove();
    await this.server.remove();
    this.memory.remove();
  }

  async #signIn({ email, password }: Person): Promise<SignedIn> {
    return signedInSchema.parse(await this.#post('/auth/sign-in', { email, password, device: 'test' }));
  }

  async #makeApiToken(): Promise<string> {
    const wish = { name: 'Bot', events: ['ticket:created'], scopes: ['everyone'] };
    const made = await this.#post('/api/tokens.make', wish, { authorization: `Bearer ${this.adminToken}` });
    return String(Object(made).token);
  }

  async #post(path: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
    const response = await fetch(`${this.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** Others' tickets and a comment. Gives what attackers may know of them. */
  async #writeSecrets(samId: string): Promise<string[]> {
    const { ben, secret } = this;
    const tickets = Array.from({ length: 5 }, (_, place) => ben.createTicket(`${secret} ${place}`));
    const [first = ''] = tickets;
    ben.mutate('message.create', { id: newId(), threadId: first, body: `${secret} in a comment` });
    await ben.waitUntilSent();
    const benId = String(ben.row('ticket', first)?.creatorId);
    const rooms = [`ticket:${first}`, `thread:${first}`, `project:${first}`, `division:${first}`];
    return [
      ...tickets,
      benId,
      samId,
      ...rooms,
      'desk',
      'admin',
      'everyone',
      `user:${samId}`,
      `user:${benId}`,
    ];
  }

  /** Two people talk to each other, directly and in a group. Gives what attackers may know of that. */
  async #talkInPrivate(): Promise<string[]> {
    const { ben, privateSecret } = this;
    const [me, other] = [people.agent, people.second].map(
      ({ name }) => ben.rows('user').find(({ row }) => row.name === name)?.row.id,
    );
    if (me === undefined || other === undefined) throw new Error('The people are not there.');
    const members = () => [me, other].map((userId) => ({ id: newId(), userId }));
    const [direct, group] = [directThreadId([me, other]), newId()];
    ben.mutate('conversation.open', { id: direct, members: members() });
    ben.mutate('conversation.create', { id: group, name: `${privateSecret} group`, members: members() });
    const messages = [direct, group].map((threadId) => {
      const id = newId();
      ben.mutate('message.create', { id, threadId, body: `${privateSecret} said` });
      return id;
    });
    await ben.waitUntilSent();
    return [direct, group, ...messages, `thread:${direct}`, `thread:${group}`];
  }

  async #stillSyncs(): Promise<void> {
    const { ben, cleo, secret } = this;
    const id = ben.createTicket(`${secret} after everything`);
    await waitFor('a ticket to reach the other', () => cleo.row('ticket', id)?.number, 30_000);
    cleo.mutate('message.create', { id: newId(), threadId: id, body: `${secret} answered` });
    await waitFor(
      'an answer to come back',
      () => ben.rows('message', { where: { threadId: id } }).length,
      30_000,
    );
    await waitFor('both to hold the same', () => this.#holdSame(), 30_000);
  }

  /** A file of others, with its bytes. */
  async #keepSecretFile([ticketId = '']: readonly string[]): Promise<string[]> {
    const { ben, secret, url } = this;
    const bytes = Buffer.from(`${secret} in a file`);
    const id = newId();
    const file = { id, name: `${secret}.txt`, hash: sha256(bytes), size: bytes.length };
    ben.mutate('attachment.add', { ...file, subjectTable: 'ticket', subjectId: ticketId });
    await ben.waitUntilSent();
    const { accessToken } = await this.#signIn(people.agent);
    const status = await sendBytes(url, accessToken, id, bytes);
    if (status !== 204) throw new Error(`The file was answered with ${status}.`);
    return [id];
  }

  #holdSame(): boolean {
    const [left, right] = [this.ben, this.cleo].map((client) =>
      JSON.stringify(client.rows('ticket', { order: [{ column: 'id', direction: 'ascending' }] })),
    );
    return left === right;
  }
}

/** Somebody says that files will come, and sends none. Gives their ids. */
async function announceFiles(url: string, person: Person): Promise<string[]> {
  const client = new HeadlessClient();
  await client.signIn(url, person);
  const subjectId = client.createTicket('A ticket with files');
  const ids = [newId(), newId(), newId()];
  for (const id of ids) {
    const file = { id, name: 'plan.bin', hash: sha256(Buffer.from(id)), size: id.length };
    client.mutate('attachment.add', { ...file, subjectTable: 'ticket', subjectId });
  }
  await client.waitUntilSent();
  client.remove();
  return ids;
}
