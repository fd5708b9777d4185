import { z } from 'zod';
import { languageChoices } from '../words/languages.ts';

/** What a person has chosen for this device. It stays here and is not synced. */
export const deviceSettingsSchema = z.object({
  language: z.enum(languageChoices),
  /** Closing the last window leaves the app in the tray, where there is one. */
  closeToTray: z.boolean(),
  /** That the app goes on in the tray has been told once. */
  trayTold: z.boolean(),
  startAtLogin: z.boolean(),
  spellCheck: z.boolean(),
  /** Languages to check in; none: those of the system. */
  spellLanguages: z.array(z.string().max(20)).max(10),
  /** Electron's zoom level: 0 is 100 %, each step a fifth. */
  zoom: z.number().min(-4).max(6),
  /** Whether this device shows notifications through the system, and sounds them. */
  nativeNotifications: z.boolean(),
  sounds: z.boolean(),
  updateChannel: z.enum(['stable', 'beta']),
  /** Updates are fetched by themselves, and put in when the app ends. */
  updateByItself: z.boolean(),
});
export type DeviceSettings = z.infer<typeof deviceSettingsSchema>;

/** What holds where nothing was chosen. */
export const defaultDeviceSettings: DeviceSettings = {
  language: 'system',
  closeToTray: true,
  trayTold: false,
  startAtLogin: false,
  spellCheck: true,
  spellLanguages: [],
  zoom: 0,
  nativeNotifications: true,
  sounds: true,
  updateChannel: 'stable',
  updateByItself: true,
};

/** Some of the settings, as a change of them names them. */
export const someDeviceSettingsSchema = deviceSettingsSchema.partial();
export type SomeDeviceSettings = z.infer<typeof someDeviceSettingsSchema>;
