import { Menu, UnstyledButton } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../hooks/use-people.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import styles from './account-menu.module.css';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** Who is signed in, and the way out. */
export function AccountMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const session = useEngineStates((state) => state.session);
  const [leaving, setLeaving] = useState(false);
  if (session?.state !== 'signed-in') return null;
  const name = me?.name ?? session.name;
  return (
    <>
      <Menu position="top-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={styles.me} aria-label={`${t('account')}: ${name}`}>
            <PersonAvatar person={{ id: session.userId, name }} />
            {!isNarrow && <span className={styles.name}>{name}</span>}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <div className={styles.about}>
            <div>{name}</div>
            <div className={styles.dim}>{me?.email}</div>
            <div className={styles.dim}>{new URL(session.server).host}</div>
          </div>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setLeaving(true)}>
            {t('signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog opened={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}
