import { about } from './about.ts';
import type { DeviceSettingsStore } from './device-settings-store.ts';
import type { NativeNotices } from './notify/native-notices.ts';
import { openFolder } from './open-folder.ts';
import type { ShellCalls, ShellStates } from './pages/page-api.ts';
import { saveFile } from './save-file.ts';
import { hasKeyStore, type SessionVault } from './session-vault.ts';
import type { Updates } from './updates/updates.ts';
import type { AppWindows } from './windows/app-windows.ts';
import type { WindowCare } from './windows/window-care.ts';

/** The parts of the shell that pages ask and follow. */
export interface AskedParts {
  readonly settings: DeviceSettingsStore;
  readonly vault: SessionVault;
  readonly windows: AppWindows;
  readonly care: WindowCare;
  readonly native: NativeNotices;
  /** Absent in an app that was built for no update feed. */
  readonly updates: Updates | undefined;
}

/** What does each call of a page: one line here, the work in the part that it belongs to. */
export function callsOf({ settings, vault, windows, care, updates }: AskedParts): ShellCalls {
  return {
    keyStore: () => ({ available: hasKeyStore(), keeping: vault.keeping }),
    saveText: ({ name, text }, window) => saveFile(name, text, window),
    savePicture: ({ name, base64 }, window) => saveFile(name, Buffer.from(base64, 'base64'), window),
    changeSettings: (changes) => {
      settings.change(changes);
      return {};
    },
    openWindow: (target) => {
      windows.showOwn(target);
      return {};
    },
    rowMenu: (params, window) => {
      if (window !== undefined) care.offerRowMenu(window, params);
      return {};
    },
    about,
    openFolder: async ({ which }) => {
      await openFolder(which);
      return {};
    },
    checkForUpdates: () => {
      void updates?.check();
      return {};
    },
    installUpdate: async () => {
      await updates?.install();
      return {};
    },
  };
}

/** Where each state that pages follow is read. Who changes one tells `pages.stateChanged`. */
export function statesOf({ settings, native, updates }: AskedParts): ShellStates {
  return {
    settings: () => settings.settings,
    native: () => native.state,
    updates: () => updates?.state ?? { state: 'unsupported' },
  };
}
