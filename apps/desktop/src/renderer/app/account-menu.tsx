import { Menu, UnstyledButton } from '@mantine/core';
import { IconEyeOff, IconLogout, IconUserCircle } from '@tabler/icons-react';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../hooks/use-people.ts';
import { usePreference } from '../hooks/use-preference.ts';
import { useEngineStates } from '../state/engine-states.ts';
import { goTo } from '../state/route.ts';
import { PersonAvatar } from '../ui/person-avatar.tsx';
import { AccountChoices } from './account-choices.tsx';
import styles from './account-menu.module.css';
import { features } from './features.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** Who is signed in, and the way out. */
export function AccountMenu({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const me = useMe();
  const session = useEngineStates((state) => state.session);
  const { chosen } = usePreference();
  const [leaving, setLeaving] = useState(false);
  if (session?.state !== 'signed-in') return null;
  const name = me?.name ?? session.name;
  return (
    <>
      <Menu position="top-start" width={260} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <UnstyledButton className={styles.me}>
            <span className="said">{t('account')}:</span>
            <PersonAvatar person={{ id: session.userId, name }} />
            <span className={isNarrow ? 'said' : styles.name}>{name}</span>
            {features.map(({ name: feature, AccountMark }) => (
              <Fragment key={feature}>{AccountMark && <AccountMark />}</Fragment>
            ))}
            {chosen.appearOffline && (
              <span className={styles.hidden} title={t('account.hidden')}>
                <IconEyeOff size={16} role="img" aria-label={t('account.hidden')} />
              </span>
            )}
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label className={styles.about}>
            {name}
            <br />
            {me?.email}
            <br />
            {new URL(session.server).host}
          </Menu.Label>
          <AccountChoices />
          {features.map(({ name: feature, AccountItems }) => (
            <Fragment key={feature}>{AccountItems && <AccountItems />}</Fragment>
          ))}
          <Menu.Item leftSection={<IconUserCircle size={16} />} onClick={() => goTo({ screen: 'account' })}>
            {t('account.open')}
          </Menu.Item>
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => setLeaving(true)}>
            {t('signOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <SignOutDialog opened={leaving} onClose={() => setLeaving(false)} />
    </>
  );
}
