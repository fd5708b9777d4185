import type { Session } from 'electron';
import type { DeviceSettings } from '../preload/device-settings.ts';

/**
 * Checks what people write as far as they chose: in the languages that they named, or in those of the system. On Linux
 * and Windows the dictionaries are fetched when they are first needed; `source` is a folder address (ending in a slash)
 * to fetch them from in place of the one that Chromium knows.
 */
export function checkSpelling(session: Session, settings: DeviceSettings, source: string | undefined): void {
  if (source !== undefined) session.setSpellCheckerDictionaryDownloadURL(source);
  session.setSpellCheckerEnabled(settings.spellCheck);
  // macOS looks after the languages itself.
  if (!settings.spellCheck || process.platform === 'darwin' || settings.spellLanguages.length === 0) return;
  const known = new Set(session.availableSpellCheckerLanguages);
  session.setSpellCheckerLanguages(settings.spellLanguages.filter((language) => known.has(language)));
}
