import type { Mention } from '@holdfast/shared/mentions.ts';
import { projectModel } from '@holdfast/shared/model/project.ts';
import { ticketModel } from '@holdfast/shared/model/ticket.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery, useRow } from '../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../hooks/use-people.ts';
import { PersonPopover } from '../presence/person-popover.tsx';
import { showRow } from '../state/places.ts';
import styles from './mention-chip.module.css';

export interface MentionChipProps {
  readonly mention: Mention;
  /** What the author's text says, for where the row is not on this device. */
  readonly words: ReactNode;
}

/**
 * A row that a text names. What it is called comes from the row and not from the text, so that nobody is
 * led to another one than they read.
 */
export function MentionChip({ mention: { kind, id }, words }: MentionChipProps) {
  if (kind === 'person') return <PersonChip id={id} words={words} />;
  return kind === 'ticket' ? <TicketChip id={id} words={words} /> : <ProjectChip id={id} words={words} />;
}

interface RowChipProps {
  readonly id: string;
  readonly words: ReactNode;
}

function PersonChip({ id, words }: RowChipProps) {
  const person = usePeople().get(id);
  const isMe = useMyId() === id;
  if (person === undefined) return <AbsentChip words={words} />;
  const name = <bdi>@{person.name}</bdi>;
  return (
    <PersonPopover userId={id} className={styles.chip}>
      {isMe ? <strong>{name}</strong> : name}
    </PersonPopover>
  );
}

function TicketChip({ id, words }: RowChipProps) {
  const ticket = useRow(ticketModel, id)?.row;
  if (ticket === undefined) return <AbsentChip words={words} />;
  const { number, title } = ticket;
  return (
    <Chip title={title} onClick={() => showRow('ticket', id)}>
      {number === null ? title : `#${number}`}
    </Chip>
  );
}

function ProjectChip({ id, words }: RowChipProps) {
  const project = useRow(projectModel, id)?.row;
  if (project === undefined) return <AbsentChip words={words} />;
  return <Chip onClick={() => showRow('project', id)}>{project.name}</Chip>;
}

/** `#12` in running text: a chip where that ticket is on this device, and just what it says where it is not. */
export function NumberChip({ number }: { readonly number: number }) {
  const found = useLiveQuery(ticketModel, { where: { number }, offset: 0, limit: 1 })?.rows[0]?.row;
  if (found === undefined) return `#${number}`;
  return (
    <Chip title={found.title} onClick={() => showRow('ticket', found.id)}>
      #{number}
    </Chip>
  );
}

interface ChipProps {
  readonly title?: string;
  readonly onClick: () => void;
  readonly children: ReactNode;
}

function Chip({ title, onClick, children }: ChipProps) {
  return (
    <button type="button" className={styles.chip} title={title} onClick={onClick}>
      <bdi>{children}</bdi>
    </button>
  );
}

/** Names something that this person does not see, or that is not here yet. */
function AbsentChip({ words }: { readonly words: ReactNode }) {
  const { t } = useTranslation();
  return (
    <bdi className={styles.absent} title={t('mention.absent')}>
      {words}
    </bdi>
  );
}
