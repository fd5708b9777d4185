import type { Permission } from '@holdfast/shared/permissions.ts';
import type { Icon } from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { Detail, Route } from '../state/route-shape.ts';

/** A place in the left rail. */
export interface RailItem {
  readonly screen: string;
  readonly icon: Icon;
  /** Lower ones come first. */
  readonly order: number;
  /** Who has not this permission does not see the place. */
  readonly needs?: Permission;
  /** Shows how many things wait there; nothing for none. */
  readonly Badge?: ComponentType;
}

export interface RailFootProps {
  /** Icons only. */
  readonly isNarrow: boolean;
}

/** Something that can be done from anywhere: in the palette, and by its keys. */
export interface Command {
  readonly id: string;
  readonly label: string;
  /** As in `mod+K`, where `mod` is Ctrl or Cmd. */
  readonly keys?: string;
  /** Other keys that do the same, for hands from elsewhere. */
  readonly moreKeys?: readonly string[];
  readonly icon?: Icon;
  /** What it would do right now, beside its label in the palette. */
  readonly Hint?: ComponentType;
  readonly run: () => void;
}

export interface ScreenProps {
  /** The row that the screen is of, where it is of one. */
  readonly id: string | undefined;
}

export interface DetailProps {
  readonly id: string;
}

/** One find of the palette's search. */
export interface Find {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly icon: Icon;
  /** Shows it where it stands. */
  readonly open: () => void;
}

/**
 * What a feature adds to the app. Each folder of `features/` exports one as `feature` from its
 * `feature.tsx`; nothing else has to know of it. Hooks are called in every render, in one order.
 */
export interface Feature {
  readonly name: string;
  /** Its English texts, under its name. `screen.<screen>` names a screen. */
  readonly texts: Readonly<Record<string, string>>;
  readonly rail?: readonly RailItem[];
  /** What stands in the rail's lower part. */
  readonly RailFoot?: ComponentType<RailFootProps>;
  readonly screens?: Readonly<Record<string, ComponentType<ScreenProps>>>;
  /** Loads code that a first visit would wait for; called after the start, when there is time. */
  readonly loadEarly?: () => Promise<void>;
  /** Those of its screens that show a row beside their list: they stay when another row is opened. */
  readonly steady?: readonly string[];
  /** Shown beside a list, by table. */
  readonly details?: Readonly<Record<string, ComponentType<DetailProps>>>;
  /** Where a row of a table is shown, for notifications and links. */
  readonly places?: Readonly<Record<string, (id: string) => Route>>;
  /** Dialogs that may open anywhere. */
  readonly Dialogs?: ComponentType;
  /** What appears low in the window by itself, above what was just done. */
  readonly Toasts?: ComponentType;
  /** A sign beside one's own name, with its meaning said. */
  readonly AccountMark?: ComponentType;
  /** What can be chosen in the account's menu: `Menu.Item`s. */
  readonly AccountItems?: ComponentType;
  /** What stands in the top bar, before and at its end. */
  readonly TopBar?: ComponentType;
  readonly TopBarEnd?: ComponentType;
  readonly useCommands?: () => readonly Command[];
  readonly useFinds?: (words: string) => readonly Find[];
  /** The name of the row that a screen is of, for the breadcrumb. */
  readonly useTitle?: (route: Route) => string | undefined;
  /** The name of a row that stands beside a list, for the title of its own window. */
  readonly useDetailTitle?: (detail: Detail) => string | undefined;
}
