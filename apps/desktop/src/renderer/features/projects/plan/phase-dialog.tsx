import type { Phase } from '@holdfast/shared/model/phase.ts';
import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  PhaseDay,
  type PhaseFieldProps,
  PhaseName,
  PhaseProgress,
  PhaseStatusField,
} from './phase-fields.tsx';
import styles from './plan-part.module.css';

export interface PhaseDialogProps extends Omit<PhaseFieldProps, 'phase'> {
  /** Nothing: it is closed. */
  readonly phase: Phase | undefined;
  readonly onClose: () => void;
}

/** The fields of one phase, over a board or a timeline. */
export function PhaseDialog({ phase, onClose, ...field }: PhaseDialogProps) {
  const { t } = useTranslation('projects');
  return (
    <Modal
      opened={phase !== undefined}
      onClose={onClose}
      title={t('phase')}
      closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
    >
      {phase !== undefined && <PhaseFields phase={phase} {...field} onRemoved={onClose} />}
    </Modal>
  );
}

interface PhaseFieldsProps extends PhaseFieldProps {
  readonly onRemoved: () => void;
}

function PhaseFields({ onRemoved, ...field }: PhaseFieldsProps) {
  const { t } = useTranslation('projects');
  const { phase, refusal, change } = field;
  const remove = async () => {
    if (await change.remove(phase.id)) onRemoved();
  };
  return (
    <>
      <dl className={styles.fields}>
        <dt>{t('name')}</dt>
        <dd>
          <PhaseName {...field} />
        </dd>
        <dt>{t('status')}</dt>
        <dd>
          <PhaseStatusField {...field} />
        </dd>
        <dt>{t('startsOn')}</dt>
        <dd>
          <PhaseDay {...field} field="startsOn" />
        </dd>
        <dt>{t('endsOn')}</dt>
        <dd>
          <PhaseDay {...field} field="endsOn" />
        </dd>
        <dt>{t('progress')}</dt>
        <dd>
          <PhaseProgress {...field} />
        </dd>
      </dl>
      {refusal === undefined && (
        <Button variant="default" onClick={remove}>
          {t('phase.remove', { name: phase.name })}
        </Button>
      )}
    </>
  );
}
