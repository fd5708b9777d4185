import { contextBridge, ipcRenderer } from 'electron';
import type { HoldfastBridge, OpenRequest } from './bridge.ts';
import { channels } from './channels.ts';
import { EngineLink } from './engine-link.ts';
import { readPageArguments } from './page-arguments.ts';
import { RequestBox } from './request-box.ts';
import { ShellLink } from './shell-link.ts';
import type { ShellTopicName, ShellTopicStates } from './shell-topics.ts';

const WRITTEN_AFTER_MS = 300;
const ASK_AGAIN_AFTER_MS = 100;

const engine = new EngineLink();
const requests = new RequestBox();
const shell = new ShellLink((topic) => ipcRenderer.send(channels.shellWatch, topic));
const page = readPageArguments(process.argv);

ipcRenderer.on(channels.enginePort, (event) => {
  const [port] = event.ports;
  if (port === undefined) return;
  engine.attach({
    postMessage: (frame) => port.postMessage(frame),
    listen: (listener) => {
      port.onmessage = (message) => listener(message.data);
    },
    close: () => port.close(),
  });
});
ipcRenderer.on(
  channels.shellState,
  (_event, topic: ShellTopicName, state: ShellTopicStates[ShellTopicName]) => shell.receive(topic, state),
);
ipcRenderer.on(channels.open, (_event, request: OpenRequest) => requests.put(request));

// A draft is on the disk as soon as its author pauses: local storage alone may take seconds.
let pause: ReturnType<typeof setTimeout> | undefined;
window.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(() => ipcRenderer.send(channels.written), WRITTEN_AFTER_MS);
});
window.addEventListener('online', () => ipcRenderer.send(channels.network, true));
window.addEventListener('offline', () => ipcRenderer.send(channels.network, false));

const bridge: HoldfastBridge = {
  call: (name, params) => engine.call(name, params),
  watch: (topic, params, listener) => engine.watch(topic, params, listener),
  onOpen: (listener) => requests.listen(listener),
  onHistory: (listener) => {
    const hear = (_event: unknown, step: 'undo' | 'redo') => listener(step);
    ipcRenderer.on(channels.history, hear);
    return () => ipcRenderer.off(channels.history, hear);
  },
  shell: {
    platform: process.platform,
    version: HOLDFAST_VERSION,
    language: page.language,
    systemLanguages: page.systemLanguages,
    own: page.own,
    call: (name, params) => ipcRenderer.invoke(channels.shellCall, name, params),
    watch: (topic, listener) => shell.watch(topic, listener),
  },
};

/**
 * Asks for a port until there is one. A first message may reach the main process before it knows
 * that the page has taken the place of the empty one, and is refused then.
 */
function reportReady(): void {
  if (engine.isAttached) return;
  ipcRenderer.send(channels.pageReady);
  setTimeout(reportReady, ASK_AGAIN_AFTER_MS);
}

contextBridge.exposeInMainWorld('holdfast', bridge);
reportReady();
