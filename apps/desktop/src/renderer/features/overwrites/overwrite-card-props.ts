import type { Json } from '@holdfast/shared/json.ts';
import type { Activity } from '@holdfast/shared/model/activity.ts';
import type { Overwrite } from '@holdfast/shared/model/overwrite.ts';

/** What a card tells, and what it can do. */
export interface OverwriteCardProps {
  readonly overwrite: Overwrite;
  /** What replaced it, once that has arrived. */
  readonly activity: Activity | undefined;
  readonly fieldName: (field: string) => string;
  /** A value of a field, as people call it. */
  readonly words: (field: string, value: unknown) => string;
  /** Puts this value into the field, and the card away. */
  readonly back: (value: Json) => Promise<void>;
  readonly seen: () => Promise<unknown>;
}
