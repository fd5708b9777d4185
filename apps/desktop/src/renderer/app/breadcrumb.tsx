import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { goTo, useRoute } from '../state/route.ts';
import type { Route } from '../state/route-shape.ts';
import styles from './breadcrumb.module.css';
import { features, findScreen } from './features.ts';

/** The screen, and the row that it is of. */
export function Breadcrumb() {
  const { t } = useTranslation();
  const route = useRoute((state) => state.route);
  const title = useTitle(route);
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

function useTitle(route: Route): string | undefined {
  // biome-ignore lint/correctness/useHookAtTopLevel: the list of features never changes while the app runs
  const titles = features.map((feature) => feature.useTitle?.(route));
  return titles.find((title) => title !== undefined);
}
