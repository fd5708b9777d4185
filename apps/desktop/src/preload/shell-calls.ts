import { rowIdSchema } from '@holdfast/shared/derived-id.ts';
import { z } from 'zod';
import { readLink } from '../links/read-link.ts';
import { someDeviceSettingsSchema } from './device-settings.ts';

/** A row that has a place on the screen. */
export const targetSchema = z.object({
  table: z.enum(['ticket', 'project', 'thread']),
  id: rowIdSchema,
});

const nothing = z.object({});

/** What every PNG begins with, in base64. */
const PNG_BEGINS = 'iVBORw0KGgo';

/** What a page may ask of the shell. What arrives is checked with these (security item 11). */
export const shellCallSchemas = {
  /** Whether the system has a key store, and where the session is. */
  keyStore: nothing,
  /** Asks where to save a text, and saves it there: a name without a folder, and text. */
  saveText: z.object({
    name: z.string().regex(/^[\w.-]{1,100}$/, { error: 'A file name of letters, digits, dots and dashes.' }),
    text: z.string().max(100_000_000),
  }),
  /** As above, for a picture: nothing but a PNG is taken. */
  savePicture: z.object({
    name: z.string().regex(/^[\w.-]{1,96}\.png$/, { error: 'A file name that ends in .png.' }),
    base64: z.base64().max(8_000_000).startsWith(PNG_BEGINS, { error: 'A picture in PNG.' }),
  }),
  changeSettings: someDeviceSettingsSchema,
  /** Shows a row in a window of its own. */
  openWindow: targetSchema,
  /** Offers what can be done with a row of a list, in a menu at the pointer. `link` is the row's. */
  rowMenu: targetSchema.extend({
    link: z.string().refine((text) => readLink(text) !== undefined, { error: 'A link of ours.' }),
  }),
  about: nothing,
  /** Opens a folder of this app in the system's file manager. */
  openFolder: z.object({ which: z.enum(['logs', 'crashes']) }),
  checkForUpdates: nothing,
  /** Ends the app, puts in the update that was fetched, and starts again. */
  installUpdate: nothing,
} as const;

export type ShellCallName = keyof typeof shellCallSchemas;
export type ShellCallParams<Name extends ShellCallName> = z.input<(typeof shellCallSchemas)[Name]>;

export interface KeyStore {
  readonly available: boolean;
  /** Where the session is now: sealed with the key store, unprotected on the disk because the person agreed, or in memory until the app ends. */
  readonly keeping: 'sealed' | 'unprotected' | 'memory';
}

/** A crash of this app, of which a report lies on this device and nowhere else. */
export interface CrashReport {
  readonly id: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly file: string;
}

export interface About {
  /** Name and version of the app and of what it runs on, in their order. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly profile: string;
  readonly logs: string;
  readonly crashes: readonly CrashReport[];
}

/** The parameters as a call is handed them: checked. */
export type CheckedParams<Name extends ShellCallName> = z.output<(typeof shellCallSchemas)[Name]>;

export interface ShellCallResults {
  keyStore: KeyStore;
  /** `problem`: why it was not saved, if the person did not think better of it. */
  saveText: { readonly saved: boolean; readonly problem?: string };
  savePicture: ShellCallResults['saveText'];
  changeSettings: Record<string, never>;
  openWindow: Record<string, never>;
  rowMenu: Record<string, never>;
  about: About;
  openFolder: Record<string, never>;
  checkForUpdates: Record<string, never>;
  installUpdate: Record<string, never>;
}
