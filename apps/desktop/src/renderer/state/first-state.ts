import type { TopicName, TopicParams, TopicStates } from '../../engine/api/topics.ts';
import { bridge } from './bridge.ts';

/** A state of the engine as it is now, once. */
export function firstState<Name extends TopicName>(
  topic: Name,
  params: TopicParams<Name>,
): Promise<TopicStates[Name]> {
  return new Promise((resolve) => {
    let stop: (() => void) | undefined;
    let isAnswered = false;
    stop = bridge.watch(topic, params, (state) => {
      if (isAnswered) return;
      isAnswered = true;
      stop?.();
      resolve(state);
    });
    if (isAnswered) stop();
  });
}
