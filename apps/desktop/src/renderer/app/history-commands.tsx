import type { Said } from '@holdfast/shared/entity/said.ts';
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import { bridge } from '../state/bridge.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { readMoment } from '../state/key-moment.ts';
import { say } from '../state/say.ts';
import { sayProblem } from '../state/say-problem.ts';
import { showToast } from '../state/toast.ts';
import styles from './command-palette.module.css';
import type { Command } from './feature.ts';

type Step = 'undo' | 'redo';

const opposite = { undo: 'redo', redo: 'undo' } as const;

/** Undoing one's last change of this session, and making it again (S30). */
export function useHistoryCommands(): readonly Command[] {
  const { t } = useTranslation();
  return [
    {
      id: 'undo',
      label: t('undo'),
      keys: 'mod+Z',
      icon: IconArrowBackUp,
      Hint: UndoHint,
      run: () => take('undo'),
    },
    {
      id: 'redo',
      label: t('redo'),
      keys: 'mod+shift+Z',
      moreKeys: ['mod+Y'],
      icon: IconArrowForwardUp,
      Hint: RedoHint,
      run: () => take('redo'),
    },
  ];
}

/** Undo and redo of the system's menu: in a text what was typed, elsewhere the last change. */
export function followMenu(): void {
  bridge.onHistory((step) => {
    if (readMoment(document.activeElement).undoesItself) document.execCommand(step);
    else take(step);
  });
}

/** Takes one step, and says quietly what was undone or done again, with the way back. */
async function take(step: Step): Promise<void> {
  const outcome = await bridge.call(step, {});
  if (!outcome.ok) {
    showToast({ text: i18next.t(`${step}.failed`, { message: sayProblem(outcome.error.message) }) });
    return;
  }
  const { what } = outcome.value;
  if (what === null) {
    showToast({ text: i18next.t(`${step}.nothing`) });
    return;
  }
  const back = opposite[step];
  showToast({
    text: i18next.t(`${step}.done`, { what: say(what) }),
    action: { label: i18next.t(back), run: () => take(back) },
  });
}

function UndoHint() {
  return <What what={useEngineStates(({ history }) => history?.undo)} />;
}

function RedoHint() {
  return <What what={useEngineStates(({ history }) => history?.redo)} />;
}

function What({ what }: { readonly what: Said | undefined }) {
  return <span className={styles.what}>{what && say(what)}</span>;
}
