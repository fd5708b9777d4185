import {
  BrowserWindow,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  ipcMain,
  MessageChannelMain,
  type WebContents,
} from 'electron';
import { z } from 'zod';
import type { OpenRequest } from '../../preload/bridge.ts';
import { channels } from '../../preload/channels.ts';
import type { ShellTopicName } from '../../preload/shell-topics.ts';
import { log } from '../log.ts';
import { isTopicName, runShellCall, type ShellCalls, type ShellStates } from './page-api.ts';

export interface PageLinksOptions {
  /** The engine, where each page's port goes. */
  readonly engine: { readonly isReady: boolean; connectWindow(port: Electron.MessagePortMain): void };
  /** The origin that a page must have. */
  readonly origin: string;
  readonly calls: ShellCalls;
  readonly states: ShellStates;
  onNetwork(online: boolean): void;
}

/** What is known of one page: whether it has loaded, and what it is to show once it has. */
interface Page {
  isReady: boolean;
  waiting: OpenRequest | undefined;
}

/** The lines between the shell and its pages: a port for each, what it is to show, what it asks and follows. */
export class PageLinks {
  readonly #options: PageLinksOptions;
  readonly #pages = new Map<WebContents, Page>();

  constructor(options: PageLinksOptions) {
    this.#options = options;
    ipcMain.on(channels.pageReady, (event) => this.#isOurs(event) && this.#becameReady(event.sender));
    ipcMain.on(channels.network, (event, online: unknown) => {
      const parsed = z.boolean().safeParse(online);
      if (this.#isOurs(event) && parsed.success) options.onNetwork(parsed.data);
    });
    ipcMain.on(channels.written, (event) => {
      if (this.#isOurs(event)) event.sender.session.flushStorageData();
    });
    ipcMain.handle(channels.shellCall, (event, name: unknown, params: unknown) => {
      if (!this.#isOurs(event)) throw new Error('Refused.');
      const window = BrowserWindow.fromWebContents(event.sender) ?? undefined;
      return runShellCall(options.calls, name, params, window);
    });
    ipcMain.on(channels.shellWatch, (event, topic: unknown) => {
      if (this.#isOurs(event) && isTopicName(topic)) this.#tellState(event.sender, topic);
    });
  }

  /** The page of a new window. It reports by itself when it has loaded. */
  attach(contents: WebContents): void {
    const page: Page = { isReady: false, waiting: undefined };
    this.#pages.set(contents, page);
    contents.on('render-process-gone', () => {
      page.isReady = false;
    });
    contents.once('destroyed', () => this.#pages.delete(contents));
  }

  /** Gives every page that has loaded a port to the engine, which is there now, perhaps again. */
  connectAll(): void {
    for (const contents of this.#pages.keys()) this.#connect(contents);
  }

  /** Shows something in a page, as soon as it has loaded. */
  open(contents: WebContents, request: OpenRequest): void {
    const page = this.#pages.get(contents);
    if (page === undefined) return;
    page.waiting = request;
    this.#sendWaiting(contents, page);
  }

  /** Tells all pages a state of the shell. */
  stateChanged(topic: ShellTopicName): void {
    for (const contents of this.#pages.keys()) this.#tellState(contents, topic);
  }

  #becameReady(contents: WebContents): void {
    const page = this.#pages.get(contents);
    if (page === undefined) return;
    page.isReady = true;
    this.#connect(contents);
    this.#sendWaiting(contents, page);
  }

  #connect(contents: WebContents): void {
    const { engine } = this.#options;
    if (this.#pages.get(contents)?.isReady !== true || !engine.isReady) return;
    const { port1, port2 } = new MessageChannelMain();
    engine.connectWindow(port1);
    contents.postMessage(channels.enginePort, null, [port2]);
  }

  #sendWaiting(contents: WebContents, page: Page): void {
    if (!page.isReady || page.waiting === undefined) return;
    contents.send(channels.open, page.waiting);
    page.waiting = undefined;
  }

  #tellState(contents: WebContents, topic: ShellTopicName): void {
    contents.send(channels.shellState, topic, this.#options.states[topic]());
  }

  /** Only the top frame of one of our own pages is answered (security item 10). */
  #isOurs(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
    const frame = event.senderFrame;
    const ours =
      frame !== null &&
      this.#pages.has(event.sender) &&
      event.sender.mainFrame === frame &&
      frame.url.startsWith(`${this.#options.origin}/`);
    if (!ours) log(`Refused a message from ${frame?.url ?? 'a frame that is gone'}.`);
    return ours;
  }
}
