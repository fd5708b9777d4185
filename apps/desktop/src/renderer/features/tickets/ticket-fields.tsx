import type { Ticket } from '@holdfast/shared/model/ticket.ts';
import type { TicketChanges } from '@holdfast/shared/mutations/ticket.ts';
import { UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { FieldPicker } from '../../ui/field-picker.tsx';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import { exactTime } from '../../ui/times.ts';
import type { TicketPartProps } from './change-field.ts';
import { NONE, useTicketChoices } from './choices.tsx';
import { DueField } from './due-field.tsx';
import styles from './ticket-fields.module.css';
import type { FilterField } from './ticket-filters.ts';
import { useTicketRefusal } from './use-ticket-refusal.ts';

/** The fields of a ticket, in a compact column. What this person may not change says why. */
export function TicketFields({ ticket, change }: TicketPartProps) {
  const { t } = useTranslation('tickets');
  const refusal = useTicketRefusal(ticket);
  const choices = useTicketChoices();
  const person = usePeople().get(ticket.creatorId);
  const room = `ticket:${ticket.id}`;
  const pick = (field: FilterField) => (
    <Field label={t(field)}>
      <FieldPicker
        place={{ room, field }}
        label={t(field)}
        choices={choices[field]}
        value={ticket[field] ?? NONE}
        none={NONE}
        searchLabel={t('filter.find')}
        nothingFound={t('filter.nothing')}
        refusal={refusal(untouched(ticket, field))}
        onChoose={(key) => change(field, (key === NONE ? null : key) as Ticket[typeof field])}
      />
    </Field>
  );
  return (
    <dl className={styles.fields}>
      {pick('status')}
      {pick('priority')}
      {pick('assigneeId')}
      {pick('projectId')}
      {choices.divisionId.length > 1 && pick('divisionId')}
      <Field label={t('due')}>
        <DueField
          due={ticket.due}
          refusal={refusal(untouched(ticket, 'due'))}
          onChange={(due) => change('due', due)}
        />
      </Field>
      <Field label={t('watchers')}>
        <Watching ticket={ticket} />
      </Field>
      <Field label={t('creator')}>
        <span className={styles.plain} title={`${t('created')}: ${exactTime(ticket.createdAt)}`} data-text>
          <PersonAvatar person={person} />
          <span className={styles.value}>{person?.name ?? t('somebody', { ns: 'app' })}</span>
        </span>
      </Field>
    </dl>
  );
}

/** A change that changes nothing: to ask who may touch a field. Ending a ticket is asked for where it is done. */
function untouched(ticket: Ticket, field: keyof TicketChanges): TicketChanges {
  return { [field]: { was: ticket[field], now: ticket[field] } };
}

function Field({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.field}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.content}>{children}</dd>
    </div>
  );
}

function Watching({ ticket }: { readonly ticket: Ticket }) {
  const { t } = useTranslation('tickets');
  const me = useMyId();
  const { mutate } = useMutation();
  const watches = ticket.watcherIds.includes(me);
  const toggle = () => mutate(watches ? 'ticket.unwatch' : 'ticket.watch', { id: ticket.id, userId: me });
  return (
    <span className={styles.plain}>
      <UnstyledButton className={styles.watch} onClick={toggle}>
        {t(watches ? 'unwatch' : 'watch')}
      </UnstyledButton>
      {ticket.watcherIds.length > 0 && (
        <span className={styles.dim}>{t('watchers.count', { count: ticket.watcherIds.length })}</span>
      )}
    </span>
  );
}
