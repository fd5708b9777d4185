import { IconFolder, IconTicket } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../hooks/use-people.ts';
import { PersonAvatar } from '../../ui/person-avatar.tsx';
import type { Candidate } from './candidate.ts';
import styles from './candidate-list.module.css';
import type { Completion } from './use-completion.ts';

/** The rows that could be meant, under the field that keeps the focus. */
export function CandidateList({ listId, candidates, active, choose }: Completion) {
  const { t } = useTranslation();
  return (
    <div id={listId} className={styles.list} role="listbox" aria-label={t('mention.list')}>
      {candidates.map((candidate, place) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field that has the focus knows the keys
        <div
          key={candidate.id}
          id={`${listId}-${place}`}
          className={styles.option}
          role="option"
          aria-selected={place === active}
          ref={place === active ? showIt : undefined}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => choose(candidate)}
        >
          <CandidateIcon candidate={candidate} />
          <bdi className={styles.label}>{candidate.label}</bdi>{' '}
          <bdi className={styles.hint}>{candidate.hint}</bdi>
        </div>
      ))}
    </div>
  );
}

function showIt(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' });
}

function CandidateIcon({ candidate: { id, kind } }: { readonly candidate: Candidate }) {
  const people = usePeople();
  if (kind === 'person') return <PersonAvatar person={people.get(id)} />;
  return kind === 'ticket' ? <IconTicket size={16} aria-hidden /> : <IconFolder size={16} aria-hidden />;
}
