import type { TopicStates } from './api/topics.ts';

type StateTopic = Exclude<keyof TopicStates, 'rows' | 'totals' | 'room' | 'editing' | 'toast'>;

/** Follows a state: hears it at once, and again whenever it was said to have changed. */
export class StateWatchers {
  private readonly watchers = new Set<{ topic: StateTopic; send: () => void }>();

  private readonly read: { [Topic in StateTopic]: () => TopicStates[Topic] };

  constructor(read: { [Topic in StateTopic]: () => TopicStates[Topic] }) {
    this.read = read;
  }

  watch<Topic extends StateTopic>(topic: Topic, listener: (state: TopicStates[Topic]) => void): () => void {
    const watcher = { topic, send: () => listener(this.read[topic]()) };
    this.watchers.add(watcher);
    watcher.send();
    return () => this.watchers.delete(watcher);
  }

  changed(...topics: readonly StateTopic[]): void {
    for (const watcher of this.watchers) {
      if (topics.includes(watcher.topic)) watcher.send();
    }
  }
}
