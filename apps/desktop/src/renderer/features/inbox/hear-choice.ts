import { type Subscription, subscriptionModel } from '@holdfast/shared/model/subscription.ts';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { mutate } from '../../state/mutate.ts';
import { newId } from '../../state/new-id.ts';
import { sayProblem } from '../../state/say-problem.ts';
import { showToast } from '../../state/toast.ts';
import type { Place } from './inbox-groups.ts';

/** What one can choose to hear of something; `usual`: what concerns one. */
export const hearChoices = ['usual', 'follow', 'mute'] as const;
export type HearChoice = (typeof hearChoices)[number];

export function isHearChoice(text: string): text is HearChoice {
  return hearChoices.some((choice) => choice === text);
}

/** What this person chose to hear of a ticket, project or conversation, and choosing anew. */
export function useHearChoice({ table, id }: Place) {
  const { t } = useTranslation('inbox');
  const found = useLiveQuery(subscriptionModel, { where: { subjectId: id }, offset: 0, limit: 1 });
  const was = found?.rows[0]?.row.mode ?? null;
  const choose = async (choice: HearChoice) => {
    const mode = modeOf(choice);
    if (mode === was) return;
    const outcome = await mutate('subscription.set', {
      id: newId(),
      subjectTable: table,
      subjectId: id,
      mode,
      was,
    });
    if (!outcome.ok) showToast({ text: t('hear.failed', { message: sayProblem(outcome.error.message) }) });
  };
  return { chosen: was ?? 'usual', choose } as const;
}

function modeOf(choice: HearChoice): Subscription['mode'] | null {
  return choice === 'usual' ? null : choice;
}
