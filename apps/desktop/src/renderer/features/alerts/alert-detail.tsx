import { type Alert, alertModel } from '@holdfast/shared/model/alert.ts';
import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DetailProps } from '../../app/feature.ts';
import { useRow } from '../../hooks/use-live-query.ts';
import { useNow } from '../../hooks/use-now.ts';
import { useMyId, usePeople } from '../../hooks/use-people.ts';
import { useToday } from '../../hooks/use-today.ts';
import styles from '../../ui/detail.module.css';
import { DetailHead } from '../../ui/detail-head.tsx';
import { GoneRow } from '../../ui/gone-row.tsx';
import { Problem } from '../../ui/problem.tsx';
import { exactTime } from '../../ui/times.ts';
import { SnoozeMenu } from '../inbox/snooze-menu.tsx';
import { AlertAssigneeField } from './alert-assignee-field.tsx';
import { AlertOverwrites } from './alert-overwrites.tsx';
import { AlertSign } from './alert-sign.tsx';
import { alertWords } from './alert-words.ts';
import own from './alerts.module.css';
import { openSubject } from './open-subject.ts';
import { type AlertActions, useAlertActions } from './use-alert-actions.ts';
import { useAlertSubjects } from './use-alert-subjects.ts';

const MINUTE_MS = 60_000;

/** One alert: what it is about, its figures, and what people do about it. */
export function AlertDetail({ id }: DetailProps) {
  const { t } = useTranslation('alerts');
  const queried = useRow(alertModel, id);
  if (queried === undefined) return null;
  if (queried === null) return <GoneRow title={t('gone.title')} body={t('gone.body')} places={[]} />;
  return <OneAlert alert={queried.row} waiting={queried.waiting} />;
}

function OneAlert({ alert, waiting }: { readonly alert: Alert; readonly waiting: boolean }) {
  const { t } = useTranslation('alerts');
  const actions = useAlertActions();
  const subjects = useAlertSubjects([alert]);
  const today = useToday();
  const name = subjects.nameOf(alert);
  return (
    <article className={styles.detail} aria-label={name}>
      <DetailHead waiting={waiting}>
        <AlertSign kind={alert.kind} isOver={alert.state === 'resolved'} />
        <span className={styles.dim}>{t(`kind.${alert.kind}`)}</span>
      </DetailHead>
      <div className={styles.scroll}>
        <h1 className={own.heading} dir="auto" data-text>
          {name}
        </h1>
        <p data-text>{alertWords(alert, today, t)}</p>
        <AlertOverwrites alert={alert} />
        {actions.problem !== undefined && <Problem message={actions.problem} kept={t('kept')} />}
        <div className={styles.actions}>
          <Button
            variant="default"
            rightSection={<IconArrowRight size={16} aria-hidden />}
            onClick={() => openSubject(alert, subjects.projectOf(alert))}
          >
            {t(`open.${alert.subjectTable}`)}
          </Button>
          {alert.state === 'raised' && <Handling alert={alert} actions={actions} />}
        </div>
        <AlertFacts alert={alert} actions={actions} />
      </div>
    </article>
  );
}

function Handling({ alert, actions }: { readonly alert: Alert; readonly actions: AlertActions }) {
  const { t } = useTranslation('alerts');
  const [isSnoozing, setIsSnoozing] = useState(false);
  const now = useNow(MINUTE_MS);
  const isAsleep = alert.snoozedUntil !== null && Date.parse(alert.snoozedUntil) > now;
  return (
    <>
      <Button
        variant={alert.acknowledgedBy === null ? 'filled' : 'default'}
        onClick={() => actions.acknowledge(alert)}
      >
        {t(alert.acknowledgedBy === null ? 'acknowledge' : 'acknowledge.not')}
      </Button>
      {isAsleep && (
        <Button variant="default" onClick={() => actions.snooze(alert, null)}>
          {t('snooze.end')}
        </Button>
      )}
      <SnoozeMenu
        opened={isSnoozing}
        onChange={setIsSnoozing}
        onChoose={(until) => actions.snooze(alert, until)}
      />
    </>
  );
}

function AlertFacts({ alert, actions }: { readonly alert: Alert; readonly actions: AlertActions }) {
  const { t } = useTranslation('alerts');
  const people = usePeople();
  const me = useMyId();
  const { state, raisedAt, resolvedAt, returns, acknowledgedBy, acknowledgedAt, snoozedUntil } = alert;
  const by = acknowledgedBy === me ? t('you') : people.get(acknowledgedBy ?? '')?.name;
  return (
    <dl className={own.facts}>
      <Fact label={t('state')}>{t(`state.${state}`)}</Fact>
      <Fact label={t('raisedAt')}>{exactTime(raisedAt)}</Fact>
      {resolvedAt !== null && <Fact label={t('resolvedAt')}>{exactTime(resolvedAt)}</Fact>}
      {returns > 0 && <Fact label={t('returns')}>{t('returns.count', { count: returns })}</Fact>}
      {acknowledgedAt !== null && (
        <Fact label={t('acknowledgedBy')}>
          {t('acknowledged.by', {
            name: by ?? t('somebody', { ns: 'app' }),
            when: exactTime(acknowledgedAt),
          })}
        </Fact>
      )}
      {snoozedUntil !== null && <Fact label={t('snoozedUntil')}>{exactTime(snoozedUntil)}</Fact>}
      <div className={own.fact}>
        <dt>{t('assigneeId')}</dt>
        <dd>
          <AlertAssigneeField alert={alert} onChoose={(userId) => actions.assign(alert, userId)} />
        </dd>
      </div>
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={own.fact}>
      <dt>{label}</dt>
      <dd className={own.plain} data-text>
        {children}
      </dd>
    </div>
  );
}
