import {
  type DeviceSettings,
  defaultDeviceSettings,
  type SomeDeviceSettings,
  someDeviceSettingsSchema,
} from '../preload/device-settings.ts';
import { readJsonFile, writeJsonFile } from './json-file.ts';

/** Is told what holds now, and what held before. */
export type SettingsListener = (now: DeviceSettings, before: DeviceSettings) => void;

/** What a person has chosen for this device, in a file of the profile. */
export class DeviceSettingsStore {
  #settings: DeviceSettings;
  readonly #file: string;
  readonly #listeners = new Set<SettingsListener>();

  constructor(file: string) {
    this.#file = file;
    this.#settings = withChanges(defaultDeviceSettings, readJsonFile(file, someDeviceSettingsSchema) ?? {});
  }

  get settings(): DeviceSettings {
    return this.#settings;
  }

  change(changes: SomeDeviceSettings): void {
    const before = this.#settings;
    this.#settings = withChanges(before, changes);
    writeJsonFile(this.#file, this.#settings);
    for (const listener of this.#listeners) listener(this.#settings, before);
  }

  /** Calls back after each change. */
  onChange(listener: SettingsListener): void {
    this.#listeners.add(listener);
  }
}

/** What is named as `undefined` is not changed. */
function withChanges(settings: DeviceSettings, changes: SomeDeviceSettings): DeviceSettings {
  const named = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  return { ...settings, ...named };
}
