import { directThreadId } from '@holdfast/shared/direct-thread-id.ts';
import { writeMention } from '@holdfast/shared/mentions.ts';
import type { HeadlessClient } from './headless-client.ts';
import { people } from './server-process.ts';
import { waitFor } from './wait-for.ts';

/** What somebody else did that concerns Ben, without a window of their own. */
export class InboxNews {
  private readonly client: HeadlessClient;

  constructor(client: HeadlessClient) {
    this.client = client;
  }

  /** The id of a person of the directory. */
  idOf(name: string): string {
    return this.client.rows('user', { where: { name } })[0]?.row.id ?? '';
  }

  assignToBen(title: string, priority = 'normal'): string {
    return this.client.createTicket(title, { assigneeId: this.idOf(people.agent.name), priority });
  }

  comment(threadId: string, body: string): void {
    this.client.mutate('message.create', { id: this.client.newId(), threadId, body });
  }

  nameBen(threadId: string, body: string): void {
    const named = writeMention({ kind: 'person', id: this.idOf(people.agent.name) }, people.agent.name);
    this.comment(threadId, `${named} ${body}`);
  }

  setStatus(id: string, was: string, now: string): void {
    this.client.mutate('ticket.update', { id, changes: { status: { was, now } } });
  }

  /** Writes to Ben alone. */
  writeToBen(from: string, body: string): void {
    const userIds = [this.idOf(people.agent.name), this.idOf(from)];
    const id = directThreadId(userIds);
    const members = userIds.map((userId) => ({ id: this.client.newId(), userId }));
    this.client.mutate('conversation.open', { id, members });
    this.comment(id, body);
  }

  /** Waits for a message of these words. */
  async hears(body: string): Promise<void> {
    await waitFor('the answer', () => this.client.rows('message').some(({ row }) => row.body === body));
  }

  sent(): Promise<void> {
    return this.client.waitUntilSent();
  }
}
