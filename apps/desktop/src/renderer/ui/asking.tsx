import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './asking.module.css';

export interface AskingProps {
  /** What would happen, in plain words. */
  readonly question: string;
  /** The button that does it, named by what it does. */
  readonly confirm: string;
  /** The button that does not, where "Cancel" would say too little. */
  readonly cancel?: string;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks in place before something that cannot simply be taken back. */
export function Asking({ question, confirm, cancel, onConfirm, onCancel }: AskingProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.asking} role="group" aria-label={question}>
      <p>{question}</p>
      <div className={styles.actions}>
        <Button variant="default" onClick={onConfirm}>
          {confirm}
        </Button>
        <Button variant="default" autoFocus onClick={onCancel}>
          {cancel ?? t('cancel')}
        </Button>
      </div>
    </div>
  );
}
