import { type AlertKind, alertKinds } from '@holdfast/shared/alerts/alert-kinds.ts';
import { type RuleChoice, rulesFrom } from '@holdfast/shared/alerts/alert-rules.ts';
import { alertRuleModel } from '@holdfast/shared/model/alert-rule.ts';
import { may, whoMay } from '@holdfast/shared/permissions.ts';
import { ActionIcon, Switch, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLiveQuery } from '../../hooks/use-live-query.ts';
import { useMutation } from '../../hooks/use-mutation.ts';
import { useMe } from '../../hooks/use-people.ts';
import { goTo } from '../../state/route.ts';
import { sayRefusal } from '../../state/say-problem.ts';
import { Problem } from '../../ui/problem.tsx';
import { AlertSign } from './alert-sign.tsx';
import styles from './alerts.module.css';
import { NumberField } from './number-field.tsx';

/** Of what the organisation is alerted, and from which line on. Admins choose; all others read it. */
export function AlertRules() {
  const { t } = useTranslation('alerts');
  const me = useMe();
  const found = useLiveQuery(alertRuleModel, { offset: 0, limit: alertKinds.length });
  const { problem, mutate } = useMutation();
  const isRefused = me === undefined || !may(me.role, 'alert.rules', false);
  if (found === undefined) return null;
  const rules = rulesFrom(found.rows.map(({ row }) => row));
  return (
    <section className={styles.screen} aria-label={t('rules')}>
      <header className={styles.bar}>
        <Tooltip label={t('rules.back')}>
          <ActionIcon aria-label={t('rules.back')} onClick={() => goTo({ screen: 'alerts' })}>
            <IconArrowLeft size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <h1 className={styles.heading}>{t('rules')}</h1>
      </header>
      <div className={styles.scroll}>
        <div className={styles.rules}>
          <p className={styles.dim}>{t('rules.hint')}</p>
          {isRefused && (
            <p className={styles.dim}>
              {sayRefusal(whoMay('alert.rules'), 'choose what people are alerted of')}
            </p>
          )}
          {problem !== undefined && <Problem message={problem} kept={t('kept')} />}
          {alertKinds.map((kind) => (
            <Rule
              key={kind}
              kind={kind}
              rule={rules[kind]}
              isRefused={isRefused}
              set={(choice) => mutate('alert-rule.set', { kind, ...choice })}
            />
          ))}
        </div>
      </div>
    </section>
  );
}

interface RuleProps {
  readonly kind: AlertKind;
  readonly rule: RuleChoice;
  readonly isRefused: boolean;
  readonly set: (choice: Partial<Pick<RuleChoice, 'isOn' | 'limit' | 'weeksAhead'>>) => Promise<boolean>;
}

function Rule({ kind, rule, isRefused, set }: RuleProps) {
  const { t } = useTranslation('alerts');
  const isOff = isRefused || !rule.isOn;
  const hasWeeks = kind === 'person-over' || kind === 'division-over';
  return (
    <section className={styles.rule} aria-label={t(`kind.${kind}`)}>
      <AlertSign kind={kind} isOver />
      <div className={styles.ruleWords}>
        <h2>{t(`kind.${kind}`)}</h2>
        <p className={styles.dim}>{t(`rule.${kind}`)}</p>
        {kind !== 'cash-low' && (
          <NumberField
            label={t(isInDays(kind) ? 'limit.days' : 'limit.percent')}
            value={rule.limit ?? 0}
            most={1_000}
            isOff={isOff}
            onChange={(limit) => set({ limit })}
          />
        )}
        {hasWeeks && (
          <NumberField
            label={t('weeksAhead')}
            value={rule.weeksAhead}
            least={1}
            most={52}
            isOff={isOff}
            onChange={(weeksAhead) => set({ weeksAhead })}
          />
        )}
      </div>
      <Switch
        aria-label={t('rule.on', { kind: t(`kind.${kind}`) })}
        checked={rule.isOn}
        disabled={isRefused}
        onChange={(event) => set({ isOn: event.currentTarget.checked })}
      />
    </section>
  );
}

function isInDays(kind: AlertKind): boolean {
  return kind === 'phase-late' || kind === 'ticket-overdue';
}
