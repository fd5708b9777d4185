import { IconArrowBackUp, IconBellRinging, IconCheck, IconMail, IconMailOpened } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RowAction } from '../../ui/row-action.tsx';
import type { InboxFilter } from './inbox-filters.ts';
import type { InboxGroup } from './inbox-groups.ts';
import { SnoozeMenu } from './snooze-menu.tsx';
import type { InboxActions } from './use-inbox-actions.ts';

export interface InboxRowActionsProps {
  readonly group: InboxGroup;
  readonly filter: InboxFilter;
  readonly actions: InboxActions;
  /** It is being chosen until when it is put off. */
  readonly isSnoozing: boolean;
  readonly onSnoozing: (isOpen: boolean) => void;
}

/** What can be done about a group, where the pointer is or the keys are. */
export function InboxRowActions(props: InboxRowActionsProps) {
  const { group, filter, actions, isSnoozing, onSnoozing } = props;
  const { t } = useTranslation('inbox');
  const isDone = filter === 'done';
  return (
    <>
      <RowAction
        label={t(group.isUnread ? 'read' : 'unread.make')}
        keys="U"
        icon={group.isUnread ? IconMailOpened : IconMail}
        onClick={() => actions.toggleRead(group.items)}
      />
      {filter === 'snoozed' && (
        <RowAction
          label={t('snooze.end')}
          icon={IconBellRinging}
          onClick={() => actions.snooze(group.items, null)}
        />
      )}
      {!isDone && (
        <SnoozeMenu
          opened={isSnoozing}
          onChange={onSnoozing}
          onChoose={(until) => actions.snooze(group.items, until)}
        />
      )}
      <RowAction
        label={t(isDone ? 'done.not' : 'done')}
        keys="E"
        icon={isDone ? IconArrowBackUp : IconCheck}
        onClick={() => actions.done(group.items)}
      />
    </>
  );
}
