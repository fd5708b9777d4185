import type { Message } from '@holdfast/shared/model/message.ts';
import { readMarkerModel } from '@holdfast/shared/model/read-marker.ts';
import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { useMyId, usePeople } from '../hooks/use-people.ts';
import { writeList } from '../ui/locale.ts';
import styles from './message-parts.module.css';
import { seenBy } from './seen-by.ts';

/** More readers of one thread are not looked through. */
const MOST = 2_000;

/** Under one's latest message: whether the server has it, and who has seen it. */
export function MessageSeen({ message }: { readonly message: Message }) {
  const { t } = useTranslation('threads');
  const names = useSeenNames(message);
  return (
    <p className={styles.seen} title={names.length > 1 ? writeList(names) : undefined}>
      {names.length === 0 ? t('sent') : <SeenWords names={names} />}
    </p>
  );
}

/** In the menu of a message: who has seen it. */
export function SeenByAll({ message }: { readonly message: Message }) {
  const { t } = useTranslation('threads');
  const names = useSeenNames(message);
  if (message.number === null) return null;
  return (
    <Menu.Label className={styles.seenAll}>
      {names.length === 0 ? t('seen.nobody') : t('seen', { names: writeList(names) })}
    </Menu.Label>
  );
}

function SeenWords({ names: [first = '', ...more] }: { readonly names: readonly string[] }) {
  const { t } = useTranslation('threads');
  const [second] = more;
  if (second === undefined) return t('seen', { names: first });
  if (more.length === 1) return t('seen', { names: t('seen.two', { first, second }) });
  return t('seen', { names: t('seen.more', { names: first, count: more.length }) });
}

function useSeenNames(message: Message): readonly string[] {
  const me = useMyId();
  const people = usePeople();
  const markers = useLiveQuery(readMarkerModel, {
    where: { threadId: message.threadId },
    offset: 0,
    limit: MOST,
  });
  return seenBy(message, markers?.rows.map(({ row }) => row) ?? [], me)
    .flatMap((id) => people.get(id)?.name ?? [])
    .sort((left, right) => left.localeCompare(right));
}
