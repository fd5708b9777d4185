import { useTranslation } from 'react-i18next';
import type { BoardWords } from '../../ui/board/board-types.ts';

/** What a board says, by what it is of. */
export function useBoardWords(label: string): BoardWords {
  const { t } = useTranslation('projects');
  return {
    label,
    help: t('board.help'),
    taken: (name) => t('board.taken', { name }),
    over: (name, column) => t('board.over', { name, column }),
    dropped: (name, column) => t('board.dropped', { name, column }),
    putBack: (name) => t('board.putBack', { name }),
    more: (count) => t('board.more', { count }),
  };
}
