import type { ShellTopicName, ShellTopicStates } from './shell-topics.ts';

type Listeners = { [Name in ShellTopicName]?: Set<(state: ShellTopicStates[Name]) => void> };

/** The page's side of what the shell tells: asks for a topic once, and keeps its last state for those who come later. */
export class ShellLink {
  readonly #listeners: Listeners = {};
  readonly #states: Partial<ShellTopicStates> = {};
  readonly #ask: (topic: ShellTopicName) => void;

  constructor(ask: (topic: ShellTopicName) => void) {
    this.#ask = ask;
  }

  watch<Name extends ShellTopicName>(
    topic: Name,
    listener: (state: ShellTopicStates[Name]) => void,
  ): () => void {
    const listeners = this.#listenersOf(topic);
    listeners.add(listener);
    const known = this.#states[topic];
    if (known !== undefined) listener(known);
    return () => listeners.delete(listener);
  }

  receive<Name extends ShellTopicName>(topic: Name, state: ShellTopicStates[Name]): void {
    Object.assign(this.#states, { [topic]: state });
    for (const listener of this.#listenersOf(topic)) listener(state);
  }

  #listenersOf<Name extends ShellTopicName>(topic: Name): Set<(state: ShellTopicStates[Name]) => void> {
    const known = this.#listeners[topic];
    if (known !== undefined) return known;
    const made: Set<(state: ShellTopicStates[Name]) => void> = new Set();
    Object.assign(this.#listeners, { [topic]: made });
    this.#ask(topic);
    return made;
  }
}
