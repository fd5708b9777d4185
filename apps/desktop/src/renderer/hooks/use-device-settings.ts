import {
  type DeviceSettings,
  defaultDeviceSettings,
  type SomeDeviceSettings,
} from '../../preload/device-settings.ts';
import { bridge } from '../state/bridge.ts';
import { useShellState } from './use-shell-state.ts';

/** What is chosen for this device, and choosing anew. It holds at once. */
export function useDeviceSettings() {
  const settings: DeviceSettings = useShellState('settings') ?? defaultDeviceSettings;
  const choose = (changes: SomeDeviceSettings) => bridge.shell.call('changeSettings', changes);
  return { settings, choose };
}
