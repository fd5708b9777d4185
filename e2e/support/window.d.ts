import type { HoldfastBridge } from '../../apps/desktop/src/preload/bridge.ts';

declare global {
  interface Window {
    readonly holdfast: HoldfastBridge;
  }
}
