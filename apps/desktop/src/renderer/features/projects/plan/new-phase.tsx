import { phaseSchema } from '@holdfast/shared/model/phase.ts';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './plan-part.module.css';

/** Adds a phase by its name; its dates and the rest are given where it stands. */
export function NewPhase({ onAdd }: { readonly onAdd: (name: string) => Promise<boolean> }) {
  const { t } = useTranslation('projects');
  const [typed, setTyped] = useState('');
  const name = phaseSchema.shape.name.safeParse(typed);
  const add = async (event: FormEvent) => {
    event.preventDefault();
    if (name.success && (await onAdd(name.data))) setTyped('');
  };
  return (
    <form className={styles.add} onSubmit={add}>
      <TextInput
        size="xs"
        className={styles.name}
        aria-label={t('phase.new')}
        placeholder={t('phase.new')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        dir="auto"
      />
      <Button type="submit" variant="default" disabled={!name.success}>
        {t('phase.add')}
      </Button>
    </form>
  );
}
