import {
  type DeviceSettings,
  defaultDeviceSettings,
  type SomeDeviceSettings,
  someDeviceSettingsSchema,
} from '../preload/device-settings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** What a person has chosen for this device, in a file of the profile. */
export class DeviceSettingsStore {
  #settings: DeviceSettings;
  readonly #file: string;
  readonly #listeners = new Set<(settings: DeviceSettings) => void>();

  constructor(file: string) {
    this.#file = file;
    this.#settings = withChanges(defaultDeviceSettings, readJsonFile(file, someDeviceSettingsSchema) ?? {});
  }

  get settings(): DeviceSettings {
    return this.#settings;
  }

  change(changes: SomeDeviceSettings): void {
    this.#settings = withChanges(this.#settings, changes);
    writeJsonFile(this.#file, this.#settings);
    for (const listener of this.#listeners) listener(this.#settings);
  }

  /** Calls back after each change. */
  onChange(listener: (settings: DeviceSettings) => void): void {
    this.#listeners.add(listener);
  }
}

/** What is named as `undefined` is not changed. */
function withChanges(settings: DeviceSettings, changes: SomeDeviceSettings): DeviceSettings {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...settings, ...named };
}
