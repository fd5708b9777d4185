import { readFileSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { log } from './log.ts';
import { type Bounds, parseWindowOverride } from './windows/window-state.ts';

const IDLE_SECONDS = 5 * 60;
const MOST_IDLE_SECONDS = 7 * 24 * 60 * 60;

const signInSchema = z.object({ server: z.string(), email: z.string(), password: z.string() });

/** What the environment asks of this start. */
export interface LaunchOptions {
  /** The server that the sign-in screen offers. */
  readonly server: string | undefined;
  /** Signs in at once. */
  readonly signIn: z.infer<typeof signInSchema> | undefined;
  readonly window: Bounds | undefined;
  /** A person counts as idle after so many seconds without a key or a move of the mouse. */
  readonly idleSeconds: number;
  /** Where updates are looked for, instead of the address in the package; its key stays. */
  readonly updateFeed: string | undefined;
  /** Where dictionaries for the spelling are fetched from, ending in a slash, in place of where Chromium looks. */
  readonly dictionaries: string | undefined;
  /** The name of the desktop, as in `GNOME` or `ubuntu:GNOME`; empty where it has none. */
  readonly desktop: string;
  /** The address of the development server, in development only. */
  readonly devServer: string | undefined;
}

/** Reads the environment, the one place that does. Throws with what was wrong. */
export function readLaunchOptions(env: NodeJS.ProcessEnv, isPackaged: boolean): LaunchOptions {
  return {
    server: env.HOLDFAST_SERVER || undefined,
    signIn: env.HOLDFAST_SIGN_IN_FILE ? takeSignIn(env.HOLDFAST_SIGN_IN_FILE) : undefined,
    window: parseWindowOverride(env.HOLDFAST_WINDOW),
    idleSeconds: parseIdleSeconds(env.HOLDFAST_IDLE_SECONDS),
    updateFeed: env.HOLDFAST_UPDATE_FEED || undefined,
    dictionaries: parseDictionaries(env.HOLDFAST_DICTIONARIES),
    desktop: env.XDG_CURRENT_DESKTOP ?? '',
    devServer: isPackaged ? undefined : env.ELECTRON_RENDERER_URL || undefined,
  };
}

function parseDictionaries(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined;
  if (URL.canParse(text) && text.startsWith('https://') && text.endsWith('/')) return text;
  throw new Error(
    `HOLDFAST_DICTIONARIES must be the https address of a folder, ending in a slash, not "${text}".`,
  );
}

function parseIdleSeconds(text: string | undefined): number {
  if (text === undefined || text === '') return IDLE_SECONDS;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_IDLE_SECONDS) return seconds;
  throw new Error(
    `HOLDFAST_IDLE_SECONDS must be a whole number from 1 to ${MOST_IDLE_SECONDS}, not "${text}".`,
  );
}

/** Takes the sign-in from its file, which is gone afterwards: a password must not stay on the disk. */
function takeSignIn(file: string): z.infer<typeof signInSchema> | undefined {
  try {
    return signInSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // The file is also gone when the same command starts the app again: then the kept session serves.
    const why = error instanceof z.ZodError ? 'it needs server, email and password' : 'it cannot be read';
    log(`HOLDFAST_SIGN_IN_FILE is not used: ${why}.`);
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}
