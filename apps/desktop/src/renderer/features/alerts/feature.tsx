import { alertModel } from '@holdfast/shared/model/alert.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Feature } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { AlertsBadge } from './alerts-badge.tsx';
import { RULES } from './rules-place.ts';
import { texts } from './texts.ts';
import { useAlertCommands } from './use-alert-commands.ts';

const AlertsScreen = lazy(async () => ({ default: (await import('./alerts-screen.tsx')).AlertsScreen }));
const AlertDetail = lazy(async () => ({ default: (await import('./alert-detail.tsx')).AlertDetail }));

/** What needs somebody's eyes, and of what the organisation is alerted. */
export const feature: Feature = {
  name: 'alerts',
  texts,
  rail: [{ screen: 'alerts', icon: IconAlertTriangle, order: 50, Badge: AlertsBadge }],
  screens: { alerts: AlertsScreen },
  details: { alert: AlertDetail },
  places: { alert: (id) => ({ screen: 'alerts', detail: { table: 'alert', id } }) },
  useCommands: useAlertCommands,
  useTitle: ({ screen, id }) => {
    const { t } = useTranslation('alerts');
    return screen === 'alerts' && id === RULES ? t('rules') : undefined;
  },
  useDetailTitle: ({ table, id }) => {
    const { t } = useTranslation('alerts');
    const kind = useRow(alertModel, table === 'alert' ? id : undefined)?.row.kind;
    return kind === undefined ? undefined : t(`kind.${kind}`);
  },
};
