import type { Alert } from '@holdfast/shared/model/alert.ts';
import { UnstyledButton } from '@mantine/core';
import { showRow } from '../../state/places.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './alert-lines.module.css';
import { AlertLine } from './alert-row.tsx';
import { AlertSign } from './alert-sign.tsx';
import { useAlertSubjects } from './use-alert-subjects.ts';

/** A few alerts among other things: each opens beside what is there. */
export function AlertLines({ alerts }: { readonly alerts: readonly Alert[] }) {
  const subjects = useAlertSubjects(alerts);
  return (
    <ul className={styles.lines}>
      {alerts.map((alert) => (
        <li key={alert.id}>
          <UnstyledButton className={styles.line} onClick={() => showRow('alert', alert.id)}>
            <AlertSign kind={alert.kind} />
            <span className={styles.what}>
              <span className={styles.name} dir="auto">
                {subjects.nameOf(alert)}
              </span>
              <span className={styles.words}>
                <AlertLine alert={alert} />
              </span>
            </span>
            <span className={styles.age}>
              <RelativeTime at={alert.raisedAt} />
            </span>
          </UnstyledButton>
        </li>
      ))}
    </ul>
  );
}
