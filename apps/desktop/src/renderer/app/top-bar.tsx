import { Tooltip, UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconPrompt } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys.tsx';
import { Breadcrumb } from './breadcrumb.tsx';
import { features } from './features.ts';
import styles from './top-bar.module.css';

/** Where one is, what can be done anywhere, and how things stand. */
export function TopBar() {
  const { t } = useTranslation();
  return (
    <section className={styles.bar} aria-label={t('topBar')}>
      <Breadcrumb />
      <div className={styles.tools}>
        {features.map(({ name, TopBar: Part }) => (
          <Fragment key={name}>{Part && <Part />}</Fragment>
        ))}
        <Tooltip label={t('palette.open')}>
          <UnstyledButton className={styles.palette} onClick={spotlight.open}>
            <IconPrompt size={16} aria-hidden />
            <span className="said">{t('palette.open')}</span>
            <Keys keys="mod+K" />
          </UnstyledButton>
        </Tooltip>
        {features.map(({ name, TopBarEnd: Part }) => (
          <Fragment key={name}>{Part && <Part />}</Fragment>
        ))}
      </div>
    </section>
  );
}
