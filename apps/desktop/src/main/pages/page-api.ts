import type { BrowserWindow } from 'electron';
import {
  type CheckedParams,
  type ShellCallName,
  type ShellCallResults,
  shellCallSchemas,
} from '../../preload/shell-calls.ts';
import { type ShellTopicName, type ShellTopicStates, shellTopics } from '../../preload/shell-topics.ts';

type Result<Name extends ShellCallName> = ShellCallResults[Name] | Promise<ShellCallResults[Name]>;

/** What does the shell's calls, each with parameters that were checked, and the window that asks. */
export type ShellCalls = {
  [Name in ShellCallName]: (params: CheckedParams<Name>, window: BrowserWindow | undefined) => Result<Name>;
};

/** Where the states that pages follow are read. */
export type ShellStates = { [Name in ShellTopicName]: () => ShellTopicStates[Name] };

/** Runs a page's call. Throws with what was wrong where the call is unknown or malformed (security item 11). */
export function runShellCall(
  calls: ShellCalls,
  name: unknown,
  params: unknown,
  window: BrowserWindow | undefined,
): unknown {
  if (!isCallName(name)) throw new Error(`There is no call "${String(name).slice(0, 60)}".`);
  const parsed = shellCallSchemas[name].safeParse(params);
  if (!parsed.success)
    throw new Error(`The call "${name}" is malformed: ${parsed.error.issues[0]?.message ?? ''}`);
  // The parameters were checked by this name's own schema.
  const run = calls[name] as (params: unknown, window: BrowserWindow | undefined) => unknown;
  return run(parsed.data, window);
}

function isCallName(name: unknown): name is ShellCallName {
  return typeof name === 'string' && Object.hasOwn(shellCallSchemas, name);
}

export function isTopicName(name: unknown): name is ShellTopicName {
  return shellTopics.some((topic) => topic === name);
}
