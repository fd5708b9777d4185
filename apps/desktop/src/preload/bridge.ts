import type { CallName, CallParams, CallResults, Outcome } from '../engine/api/calls.ts';
import type { TopicName, TopicParams, TopicStates } from '../engine/api/topics.ts';
import type { Link } from '../links/link.ts';
import type { Language } from '../words/languages.ts';
import type { ShellCallName, ShellCallParams, ShellCallResults } from './shell-calls.ts';
import type { ShellTopicName, ShellTopicStates } from './shell-topics.ts';

/** A row that has a place on the screen. */
export interface Target {
  readonly table: string;
  readonly id: string;
}

/**
 * What a page is asked to show. `place`: a screen of that name. `command`: does what the command of that id does.
 * `reloaded`: that it had ended and was loaded again.
 */
export type OpenRequest =
  | { readonly kind: 'row'; readonly table: string; readonly id: string }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'place'; readonly screen: string; readonly id?: string }
  | { readonly kind: 'command'; readonly id: string }
  | { readonly kind: 'reloaded' };

/** Everything that the page may ask of the app: `window.holdfast`. Nothing else crosses the bridge. */
export interface HoldfastBridge {
  /** Asks the engine to do something. Never rejects: what went wrong is in the outcome. */
  call<Name extends CallName>(name: Name, params: CallParams<Name>): Promise<Outcome<CallResults[Name]>>;
  /** Follows a state of the engine. The listener is called at once and on each change; the result stops it. */
  watch<Name extends TopicName>(
    topic: Name,
    params: TopicParams<Name>,
    listener: (state: TopicStates[Name]) => void,
  ): () => void;
  /** Called when a notification, a link or the tray asks to show something, also if it did before the page was there. */
  onOpen(listener: (request: OpenRequest) => void): () => void;
  /** Called when undo or redo is chosen from the system's menu. */
  onHistory(listener: (step: 'undo' | 'redo') => void): () => void;
  readonly shell: {
    readonly platform: string;
    readonly version: string;
    /** The language that the app speaks at the start of this page; later ones are in the settings. */
    readonly language: Language;
    /** The system's languages, the preferred one first. */
    readonly systemLanguages: readonly string[];
    /** The row that this window is of; nothing for the main window. */
    readonly own: Target | null;
    /** Asks the shell to do something. Rejects only where the call is malformed. */
    call<Name extends ShellCallName>(
      name: Name,
      params: ShellCallParams<Name>,
    ): Promise<ShellCallResults[Name]>;
    /** Follows a state of the shell. The listener is called soon and on each change; the result stops it. */
    watch<Name extends ShellTopicName>(
      topic: Name,
      listener: (state: ShellTopicStates[Name]) => void,
    ): () => void;
  };
}
