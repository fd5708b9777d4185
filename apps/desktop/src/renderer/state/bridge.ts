import type { HoldfastBridge } from '../../preload/bridge.ts';

declare global {
  interface Window {
    readonly holdfast: HoldfastBridge;
  }
}

/** The bridge that the preload put into the page: the only way out of it. */
export const bridge: HoldfastBridge = window.holdfast;
