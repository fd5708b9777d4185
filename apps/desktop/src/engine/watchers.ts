import type { FileTopicStates } from './api/files.ts';
import type { TopicStates } from './api/topics.ts';

type OwnWay = 'rows' | 'totals' | 'room' | 'editing' | 'toast' | keyof FileTopicStates;
type StateTopic = Exclude<keyof TopicStates, OwnWay>;

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
