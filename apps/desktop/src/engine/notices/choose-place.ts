/** Where a notice shows: by the system, in a window of the app, or nowhere. */
export type Place = 'native' | 'toast' | 'none';

export interface Surroundings {
  /** Whether somebody is at this device. */
  readonly attentive: boolean;
  /** Whether a window of the app has the focus. */
  readonly focused: boolean;
  /** Whether the system shows notices of the app. */
  readonly nativeWorks: boolean;
  /** Whether there is any window. */
  readonly hasWindow: boolean;
}

/** In the window that one looks at; else by the system; where that does not work, in the window all the same. */
export function choosePlace({ attentive, focused, nativeWorks, hasWindow }: Surroundings): Place {
  if (attentive && focused) return 'toast';
  if (nativeWorks) return 'native';
  return hasWindow ? 'toast' : 'none';
}
