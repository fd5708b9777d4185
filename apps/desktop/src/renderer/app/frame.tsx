import { useMediaQuery } from '@mantine/hooks';
import { type CSSProperties, Fragment, lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useAfterStart } from '../hooks/use-after-start.ts';
import { useMemory } from '../state/memory.ts';
import { ownRow } from '../state/own-row.ts';
import { useRoute } from '../state/route.ts';
import { ErrorBoundary } from '../ui/error-boundary.tsx';
import { useAllCommands } from './commands.ts';
import { DetailPane } from './detail-pane.tsx';
import { DiskNoticeBar } from './disk-notice-bar.tsx';
import { features, findDetail, findScreen } from './features.ts';
import { FirstSync } from './first-sync.tsx';
import styles from './frame.module.css';
import { OwnBar } from './own-bar.tsx';
import { Rail } from './rail.tsx';
import { useShortcuts } from './shortcuts.ts';
import { ToastPlace } from './toast-place.tsx';
import { TopBar } from './top-bar.tsx';
import { useOpenRequests } from './use-open-requests.ts';

const CommandPalette = lazy(async () => ({
  default: (await import('./command-palette.tsx')).CommandPalette,
}));

const ShortcutList = lazy(async () => ({
  default: (await import('../features/shortcuts/shortcut-list.tsx')).ShortcutList,
}));

/** What is around every screen: the rail, the top bar, and the place of the detail. */
export function Frame() {
  const { t } = useTranslation();
  const { screen, id, detail } = useRoute((state) => state.route);
  const isOwn = ownRow() !== null;
  const commands = useAllCommands();
  useShortcuts(commands);
  useOpenRequests(commands);
  const isAfterStart = useAfterStart();
  useEffect(() => {
    if (isAfterStart) for (const feature of features) void feature.loadEarly?.();
  }, [isAfterStart]);
  const railCollapsed = useMemory((state) => state.railCollapsed);
  const detailWidth = useMemory((state) => state.detailWidth);
  const isNarrow = useMediaQuery('(max-width: 999px)');
  const found = findScreen(screen) ?? findScreen('tickets');
  const Detail = detail === undefined ? undefined : findDetail(detail.table);
  const widths = { '--detail-width': `${detailWidth}px` } as CSSProperties;
  return (
    <div
      className={styles.frame}
      style={widths}
      data-narrow={isNarrow || undefined}
      data-rail={railCollapsed || isNarrow ? 'icons' : undefined}
      data-detail={Detail !== undefined || undefined}
      data-own={isOwn || undefined}
    >
      {!isOwn && <Rail isNarrow={railCollapsed || isNarrow === true} />}
      {isOwn ? <OwnBar /> : <TopBar />}
      <DiskNoticeBar />
      <main className={styles.main} aria-label={t('main')}>
        <div className={styles.screen}>
          <ErrorBoundary key={screen}>
            <Suspense>
              {found && <found.Screen key={found.isSteady ? screen : `${screen} ${id}`} id={id} />}
            </Suspense>
          </ErrorBoundary>
        </div>
        <FirstSync />
      </main>
      {Detail !== undefined && detail !== undefined && (
        <DetailPane>
          <ErrorBoundary key={detail.id}>
            <Suspense>
              <Detail key={detail.id} id={detail.id} />
            </Suspense>
          </ErrorBoundary>
        </DetailPane>
      )}
      <div className={styles.toasts}>
        {features.map(({ name, Toasts }) => (
          <Fragment key={name}>{Toasts && <Toasts />}</Fragment>
        ))}
        <ToastPlace />
      </div>
      {isAfterStart && (
        <Suspense>
          <CommandPalette commands={commands} />
          <ShortcutList commands={commands} />
          {features.map(({ name, Dialogs }) => (
            <Fragment key={name}>{Dialogs && <Dialogs />}</Fragment>
          ))}
        </Suspense>
      )}
    </div>
  );
}
