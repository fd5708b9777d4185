import {
  BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  type WebContents,
} from 'electron';
import { z } from 'zod';
import type { Target } from '../preload/bridge.ts';
import { channels } from '../preload/channels.ts';
import type { ShellTopicName } from '../preload/shell-topics.ts';
import { log } from './log.ts';
import { isTopicName, runShellCall, type ShellCalls, type ShellStates } from './page-api.ts';

export interface PageLinkOptions {
  /** The engine, where a page's port goes. */
  readonly engine: { readonly isReady: boolean; connectWindow(port: Electron.MessagePortMain): void };
  /** The origin that the page must have. */
  readonly origin: string;
  readonly calls: ShellCalls;
  readonly states: ShellStates;
  onNetwork(online: boolean): void;
}

/** The line between the shell and its one page: ports, targets to open, and what the page asks and follows. */
export class PageLink {
  readonly #options: PageLinkOptions;
  #page: WebContents | undefined;
  #pageIsReady = false;
  #waitingTarget: Target | undefined;

  constructor(options: PageLinkOptions) {
    this.#options = options;
    ipcMain.on(channels.pageReady, (event) => this.#isOurs(event) && this.#becameReady());
    ipcMain.on(channels.network, (event, online: unknown) => {
      const parsed = z.boolean().safeParse(online);
      if (this.#isOurs(event) && parsed.success) options.onNetwork(parsed.data);
    });
    ipcMain.on(channels.written, (event) => {
      if (this.#isOurs(event)) event.sender.session.flushStorageData();
    });
    ipcMain.handle(channels.shellCall, (event, name: unknown, params: unknown) => {
      if (!this.#isOurs(event)) throw new Error('Refused.');
      return runShellCall(
        options.calls,
        name,
        params,
        BrowserWindow.fromWebContents(event.sender) ?? undefined,
      );
    });
    ipcMain.on(channels.shellWatch, (event, topic: unknown) => {
      if (this.#isOurs(event) && isTopicName(topic)) this.stateChanged(topic);
    });
  }

  /** The page of a new window. It reports by itself when it has loaded. */
  attach(page: WebContents): void {
    this.#page = page;
    this.#pageIsReady = false;
    page.once('destroyed', () => {
      if (this.#page !== page) return;
      this.#page = undefined;
      this.#pageIsReady = false;
    });
  }

  /** Gives the page a port to the engine, as soon as both are there. */
  connect(): void {
    const { engine } = this.#options;
    if (this.#page === undefined || !this.#pageIsReady || !engine.isReady) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.connectWindow(port1);
    this.#page.postMessage(channels.enginePort, null, [port2]);
  }

  /** Shows a target in the page, or once there is one. */
  open(target: Target): void {
    this.#waitingTarget = target;
    this.#sendTarget();
  }

  /** Tells the page a state of the shell. */
  stateChanged(topic: ShellTopicName): void {
    this.#page?.send(channels.shellState, topic, this.#options.states[topic]());
  }

  #becameReady(): void {
    this.#pageIsReady = true;
    this.connect();
    this.#sendTarget();
  }

  #sendTarget(): void {
    if (this.#page === undefined || !this.#pageIsReady || this.#waitingTarget === undefined) return;
    this.#page.send(channels.open, this.#waitingTarget);
    this.#waitingTarget = undefined;
  }

  /** Only the top frame of our own page is answered (security item 10). */
  #isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame;
    const ours =
      frame !== null && this.#page?.mainFrame === frame && frame.url.startsWith(`${this.#options.origin}/`);
    if (!ours) log(`Refused a message from ${frame?.url ?? 'a frame that is gone'}.`);
    return ours;
  }
}
