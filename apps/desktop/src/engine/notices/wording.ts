import type { FindRow } from '@holdfast/shared/entity/define-mutation.ts';
import type { Words } from '../../words/words.ts';

/** What is needed to say something of a row: the words of a language, and the rows themselves. */
export interface Wording {
  readonly words: Words;
  /** Finds a row that the person may see now. */
  readonly find: FindRow;
}
