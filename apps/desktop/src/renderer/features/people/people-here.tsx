import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RailFootProps } from '../../app/feature.ts';
import { useMyId } from '../../hooks/use-people.ts';
import { usePeoplePresence } from '../../hooks/use-people-presence.ts';
import { PersonPopover } from '../../presence/person-popover.tsx';
import { PersonStatus, PresentAvatar } from '../../presence/person-status.tsx';
import { goTo, useRoute } from '../../state/route.ts';
import styles from './people-here.module.css';
import { usePeopleHere } from './use-people-here.ts';

/** So many are named in the rail; the others are counted. */
const MOST = 7;

/** Who is there, in the lower part of the rail, and the way to all people. */
export function PeopleHere({ isNarrow }: RailFootProps) {
  const { t } = useTranslation('people');
  const me = useMyId();
  const [isOver, setIsOver] = useState(false);
  const { known } = usePeoplePresence();
  const here = usePeopleHere(me, isOver);
  const isCurrent = useRoute(({ route }) => route.screen === 'people');
  return (
    <section
      className={styles.here}
      aria-label={t('here')}
      data-narrow={isNarrow || undefined}
      onPointerEnter={() => setIsOver(true)}
      onPointerLeave={() => setIsOver(false)}
    >
      <Tooltip label={t('here')} position="right" disabled={!isNarrow}>
        <UnstyledButton
          className={styles.heading}
          aria-current={isCurrent ? 'page' : undefined}
          onClick={() => goTo({ screen: 'people' })}
        >
          <IconUsers size={16} aria-hidden />
          <span className={isNarrow ? 'said' : styles.label}>{t('here')}</span>
          {known && here.length > 0 && <span className={styles.count}>{here.length}</span>}
        </UnstyledButton>
      </Tooltip>
      {!isNarrow && <Names known={known} here={here} />}
    </section>
  );
}

interface NamesProps {
  readonly known: boolean;
  readonly here: ReturnType<typeof usePeopleHere>;
}

function Names({ known, here }: NamesProps) {
  const { t } = useTranslation('people');
  if (!known || here.length === 0) {
    return <p className={styles.nobody}>{t(known ? 'here.nobody' : 'here.unknown')}</p>;
  }
  const more = here.length - MOST;
  return (
    <ul className={styles.names}>
      {here.slice(0, MOST).map((person) => (
        <li key={person.id}>
          <PersonPopover userId={person.id} className={styles.person}>
            <PresentAvatar person={person} />
            <span className={styles.name} title={person.name} dir="auto">
              {person.name}
            </span>
            <span className="said">
              <PersonStatus userId={person.id} />
            </span>
          </PersonPopover>
        </li>
      ))}
      {more > 0 && <li className={styles.nobody}>{t('here.more', { count: more })}</li>}
    </ul>
  );
}
