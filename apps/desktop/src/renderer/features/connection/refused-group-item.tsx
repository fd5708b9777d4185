import { said } from '@holdfast/shared/entity/said.ts';
import { useTranslation } from 'react-i18next';
import type { RefusedChange } from '../../../engine/api/state.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useSave } from '../../hooks/use-save.ts';
import { bridge } from '../../state/bridge.ts';
import { dropDraft } from '../../state/drafts.ts';
import type { RefusedGroup } from '../../state/refused-groups.ts';
import { say } from '../../state/say.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { RefusedChoices } from '../../ui/refused-choices.tsx';
import { clockTime } from '../../ui/times.ts';
import { TextConflictCard } from '../text-conflicts/text-conflict-card.tsx';
import { mergedDraft } from '../text-conflicts/text-conflict-choice.tsx';
import { isTextConflict, settledWith } from '../text-conflicts/text-conflict-list.ts';
import styles from './connection-sheet.module.css';
import { inSentence } from './in-sentence.ts';

export interface RefusedGroupItemProps {
  readonly group: RefusedGroup;
  /** Called once it has left the list. */
  readonly onDecided: () => void;
}

/** A change that was not accepted, and those that fell with it: tried again, copied and discarded as one. */
export function RefusedGroupItem({ group, onDecided }: RefusedGroupItemProps) {
  const { t } = useTranslation('connection');
  const { problem, save } = useSave();
  const { first, dependents } = group;
  const all = [first, ...dependents];
  const { id } = first;
  const retry = async () => {
    if (await save(() => bridge.call('retryChange', { id }))) onDecided();
  };
  const discard = async () => {
    if (!(await save(() => bridge.call('discardChange', { id })))) return;
    for (const change of all) dropDraft(mergedDraft(change.id));
    onDecided();
  };
  return (
    <div className={styles.change}>
      <OneRefused change={first} all={all} />
      {dependents.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('refused.dependents', { count: dependents.length })}</summary>
          <ul className={styles.dependents}>
            {dependents.map((change) => (
              <li key={change.id}>
                <OneRefused change={change} all={all} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {problem !== undefined && <Problem title={t('retry.title')} message={problem} kept={t('retry.kept')} />}
      <RefusedChoices changes={all} onRetry={retry} onDiscard={discard} />
    </div>
  );
}

interface OneRefusedProps {
  readonly change: RefusedChange;
  /** Its whole group. */
  readonly all: readonly RefusedChange[];
}

function OneRefused({ change, all }: OneRefusedProps) {
  const { t } = useTranslation('connection');
  const now = useNow(60_000);
  return (
    <div className={styles.one}>
      <span className={styles.what}>{say(change.what)}</span>
      <span className={styles.what}>
        {t('refused.reason', { reason: inSentence(sayProblem(change.error.message)) })}
      </span>
      <span className={styles.when}>{clockTime(change.at, now)}</span>
      {isTextConflict(change) && (
        <TextConflictCard
          conflict={change}
          field={say(said(`field.${change.text.field}`))}
          settles={settledWith(change, all)}
          place="list"
        />
      )}
    </div>
  );
}
