import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { goTo, useRoute } from '../state/route.ts';
import styles from './breadcrumb.module.css';
import { findScreen } from './features.ts';
import { useScreenTitle } from './use-row-title.ts';

/** The screen, and the row that it is of. */
export function Breadcrumb() {
  const { t } = useTranslation();
  const route = useRoute((state) => state.route);
  const title = useScreenTitle(route);
  const screen = t(`screen.${route.screen}`, { ns: findScreen(route.screen)?.feature ?? 'app' });
  return (
    <nav className={styles.trail} aria-label={t('breadcrumb')}>
      {title === undefined ? (
        <h1 className={styles.here}>{screen}</h1>
      ) : (
        <>
          <UnstyledButton className={styles.up} onClick={() => goTo({ screen: route.screen })}>
            {screen}
          </UnstyledButton>
          <span aria-hidden className={styles.up}>
            /
          </span>
          <h1 className={styles.here} title={title}>
            {title}
          </h1>
        </>
      )}
    </nav>
  );
}
