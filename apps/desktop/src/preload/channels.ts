/** The channels between the shell and the preload. Those of the page carry what is named here and no more. */
export const channels = {
  /** Page → shell, nothing: the page is there and wants a port to the engine. */
  pageReady: 'page-ready',
  /** Page → shell, a boolean: the system's network came or went. */
  network: 'network',
  /** Page → shell, nothing: somebody wrote something, and has paused. */
  written: 'written',
  /** Page → shell, a name and parameters (shell-calls.ts); answered with the result. */
  shellCall: 'shell-call',
  /** Page → shell, a topic (shell-topics.ts): the page wants its state, now and on each change. */
  shellWatch: 'shell-watch',
  /** Shell → page, a topic and its state. */
  shellState: 'shell-state',
  /** Shell → page, with a port to the engine; again after the engine was started anew. */
  enginePort: 'engine-port',
  /** Shell → page, `undo` or `redo`: chosen from the system's menu. */
  history: 'history',
  /** Shell → page, a target to show. */
  open: 'open',
} as const;
