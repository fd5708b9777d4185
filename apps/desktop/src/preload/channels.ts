/** The channels between the shell and the preload. Those of the page carry what is named here and no more. */
export const channels = {
  /** Page → shell, nothing: the page is there and wants a port to the engine. */
  pageReady: 'page-ready',
  /** Page → shell, a boolean: the system's network came or went. */
  network: 'network',
  /** Page → shell, nothing: somebody wrote something, and has paused. */
  written: 'written',
  /** Page → shell, nothing; answered with `{ available }`. */
  keyStore: 'key-store',
  /** Page → shell, `{ name, text }`; answered with `{ saved, problem? }`. */
  saveText: 'save-text',
  /** Shell → page, with a port to the engine; again after the engine was started anew. */
  enginePort: 'engine-port',
  /** Shell → page, `undo` or `redo`: chosen from the system's menu. */
  history: 'history',
  /** Shell → page, a target to show. */
  open: 'open',
} as const;
