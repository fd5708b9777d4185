import { BadLine } from '../../support/bad-line.ts';
import { FileUser } from '../../support/file-user.ts';
import { HeadlessClient } from '../../support/headless-client.ts';
import { keptContents } from '../../support/kept-contents.ts';
import { people, ServerProcess } from '../../support/server-process.ts';
import { hasty } from './hasty.ts';

/** A server, somebody who sends files and somebody who fetches them, both over one bad line. */
export class FileWorld {
  readonly server = new ServerProcess({
    HOLDFAST_ACCESS_TOKEN_SECONDS: '86400',
    HOLDFAST_SIGN_INS_PER_MINUTE: '1000',
  });
  readonly sender = new HeadlessClient(hasty);
  readonly receiver = new HeadlessClient(hasty);
  /** What was ever said to be where it was not. */
  readonly lies: string[] = [];
  private bad: BadLine | undefined;
  private ends: { sends: FileUser; fetches: FileUser } | undefined;

  async start(): Promise<void> {
    await this.server.addPeople(people.agent, people.second);
    await this.server.start();
    this.bad = new BadLine(this.server.url);
    const address = await this.bad.start();
    await this.sender.signIn(address, people.agent);
    await this.receiver.signIn(address, people.second);
    this.ends = { sends: this.user(this.sender), fetches: this.user(this.receiver) };
  }

  get line(): BadLine {
    if (this.bad === undefined) throw new Error('The world has not started.');
    return this.bad;
  }

  get users(): { sends: FileUser; fetches: FileUser } {
    if (this.ends === undefined) throw new Error('The world has not started.');
    return this.ends;
  }

  async restartSender(): Promise<void> {
    this.users.sends.close();
    await this.sender.restart();
    this.users.sends.reopen();
  }

  async restartReceiver(): Promise<void> {
    this.users.fetches.close();
    await this.receiver.restart();
    this.users.fetches.reopen();
  }

  async remove(): Promise<void> {
    this.sender.remove();
    this.receiver.remove();
    await this.bad?.stop();
    await this.server.remove();
  }

  /** Whoever is told that a file is here must have it at that moment, and so must the server. */
  private user(client: HeadlessClient): FileUser {
    const user = new FileUser(() => client.openWindow());
    user.onState(({ id, state }) => {
      if (state !== 'here') return;
      const hash = String(client.row('attachment', id)?.hash);
      if (!keeps(client.folder, hash)) this.lies.push(`${id} is here, says the device that does not have it`);
      if (!keeps(this.server.folder, hash))
        this.lies.push(`${id} is here, says a device, and the server has no such bytes`);
    });
    return user;
  }
}

function keeps(folder: string, hash: string): boolean {
  return keptContents(folder).some((content) => content.hash === hash);
}
