import { ActionIcon, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMyId } from '../../hooks/use-people.ts';
import { Viewers } from '../../presence/viewers.tsx';
import { closeInnermost } from '../../state/route.ts';
import { RefusableButton } from '../../ui/refusable-button.tsx';
import { WaitingDot } from '../../ui/waiting-dot.tsx';
import { SubjectMenu } from '../inbox/subject-menu.tsx';
import type { TicketPartProps } from './change-field.ts';
import { StatusShape } from './status-shape.tsx';
import { changeOfField, hasEnded } from './ticket-changes.ts';
import styles from './ticket-head.module.css';
import { TicketNumber } from './ticket-row.tsx';
import { useTicketRefusal } from './use-ticket-refusal.ts';

/** Which ticket this is, and what is most often done with one. */
export function TicketHead({ ticket, waiting, change }: TicketPartProps & { readonly waiting: boolean }) {
  const { t } = useTranslation('tickets');
  const refusal = useTicketRefusal(ticket);
  const me = useMyId();
  const next = hasEnded(ticket.status) ? 'open' : 'closed';
  return (
    <header className={styles.head}>
      <StatusShape status={ticket.status} />
      <span className={styles.number} data-text>
        <TicketNumber number={ticket.number} />
      </span>
      {waiting && <WaitingDot />}
      <Viewers room={`ticket:${ticket.id}`} />
      <span className={styles.actions}>
        {ticket.assigneeId !== me && (
          <RefusableButton
            label={t('assignToMe')}
            keys="I"
            refusal={refusal(changeOfField(ticket, 'assigneeId', me))}
            onClick={() => change('assigneeId', me)}
          />
        )}
        <RefusableButton
          label={t(next === 'open' ? 'reopen' : 'close')}
          keys="D"
          refusal={refusal(changeOfField(ticket, 'status', next))}
          onClick={() => change('status', next)}
        />
        <SubjectMenu table="ticket" id={ticket.id} />
        <Tooltip label={`${t('closeDetail')} · Esc`}>
          <ActionIcon aria-label={t('closeDetail')} onClick={closeInnermost}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </span>
    </header>
  );
}
