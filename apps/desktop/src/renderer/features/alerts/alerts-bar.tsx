import { may } from '@holdfast/shared/permissions.ts';
import { Button } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../hooks/use-people.ts';
import { rememberList } from '../../state/memory.ts';
import { goTo } from '../../state/route.ts';
import { ChoiceButtons } from '../../ui/choice-buttons.tsx';
import { type AlertFilter, alertFilters } from './alert-filters.ts';
import styles from './alerts.module.css';
import { RULES } from './rules-place.ts';

/** Which alerts are shown, and for admins the way to what raises them. */
export function AlertsBar({ filter }: { readonly filter: AlertFilter }) {
  const { t } = useTranslation('alerts');
  const me = useMe();
  return (
    <header className={styles.bar}>
      <ChoiceButtons
        label={t('filters')}
        names={alertFilters}
        chosen={filter}
        wordsOf={(name) => t(`filter.${name}`)}
        onChoose={(name) => rememberList('alerts', { filters: name })}
      />
      {me !== undefined && may(me.role, 'alert.rules', false) && (
        <Button
          className={styles.toRules}
          variant="default"
          leftSection={<IconAdjustments size={16} aria-hidden />}
          onClick={() => goTo({ screen: 'alerts', id: RULES })}
        >
          {t('rules')}
        </Button>
      )}
    </header>
  );
}
