import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { makeDraftStorage } from './draft-storage.ts';
import { type Names, writeOut } from './named-text.ts';

/** Something written and not yet sent. `was`: the text that it changes, as its author saw it (S27). */
export interface Draft {
  readonly text: string;
  readonly was?: string;
  /** The message that it answers. */
  readonly replyToId?: string | undefined;
  /** The rows that its text names. */
  readonly names?: Names;
}

interface Drafts {
  readonly drafts: Readonly<Record<string, Draft>>;
}

const initial: Drafts = { drafts: {} };

const store = create<Drafts>()(
  persist(() => initial, {
    name: 'holdfast drafts',
    skipHydration: true,
    storage: makeDraftStorage<Draft>(),
    // Of the account that is opened, and nothing of the one before it.
    merge: (kept) => ({ ...initial, ...(kept as Partial<Drafts> | undefined) }),
  }),
);

/** Drafts of this account, by the place they were written in. They outlive the window. */
export const useDrafts = Object.assign(store, { kind: 'drafts' });

/** What is written in another window of this account counts here too, as soon as it is on the disk. */
export function followOtherWindows(): void {
  window.addEventListener('storage', ({ key }) => {
    const { name } = useDrafts.persist.getOptions();
    if (name !== undefined && key?.startsWith(name)) useDrafts.persist.rehydrate();
  });
}

export function keepDraft(place: string, draft: Draft): void {
  useDrafts.setState(({ drafts }) => ({ drafts: { ...drafts, [place]: draft } }));
}

/** Changes a part of a draft and keeps the rest; begins it where there is none. One that holds nothing goes. */
export function changeDraft(place: string, change: Partial<Draft>): void {
  const next = { text: '', ...useDrafts.getState().drafts[place], ...change };
  if (next.text === '' && next.was === undefined && next.replyToId === undefined) dropDraft(place);
  else keepDraft(place, next);
}

export function dropDraft(place: string): void {
  useDrafts.setState(({ drafts }) => {
    const { [place]: _dropped, ...rest } = drafts;
    return { drafts: rest };
  });
}

/** Drops what was sent, and keeps what its author has written there since, or began to answer. */
export function dropSent(place: string, sent: Draft): void {
  const draft = useDrafts.getState().drafts[place];
  if (draft === undefined) return;
  const { replyToId, ...written } = draft;
  const rest = written.text.startsWith(sent.text) ? written.text.slice(sent.text.length) : written.text;
  const answers = replyToId === undefined || replyToId === sent.replyToId ? {} : { replyToId };
  if (rest.trim() === '' && answers.replyToId === undefined) dropDraft(place);
  else keepDraft(place, { ...written, ...answers, text: rest.trim() === '' ? '' : rest });
}

/**
 * Takes others' texts out of the drafts of these places, or of all: a draft that nobody touched goes,
 * of the others what they were made from; what their author typed stays (S23).
 */
export function forgetSeenTexts(places?: readonly string[]): void {
  const isMeant = (place: string) => places === undefined || places.includes(place);
  useDrafts.setState(({ drafts }) => ({
    drafts: Object.fromEntries(
      Object.entries(drafts)
        .filter(([place, { text, names, was }]) => !isMeant(place) || writeOut(text, names) !== was)
        .map(([place, draft]) => [place, isMeant(place) ? withoutSeen(draft) : draft]),
    ),
  }));
}

function withoutSeen({ text, names }: Draft): Draft {
  return names === undefined ? { text } : { text, names };
}

export function useDraft(place: string): Draft | undefined {
  return useDrafts((state) => state.drafts[place]);
}
