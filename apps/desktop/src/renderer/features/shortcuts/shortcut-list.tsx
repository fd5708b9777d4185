import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../app/feature.ts';
import { Keys } from '../../ui/keys.tsx';
import { fixedKeys } from './fixed-keys.ts';
import styles from './shortcut-list.module.css';
import { hideShortcuts, useShortcutsShown } from './shown-store.ts';

/** All keys: of the commands that can be done right now, and those that lists and messages take by themselves. */
export function ShortcutList({ commands }: { readonly commands: readonly Command[] }) {
  const { t } = useTranslation('shortcuts');
  const { isShown } = useShortcutsShown();
  return (
    <Modal
      opened={isShown}
      onClose={hideShortcuts}
      title={t('title')}
      size={760}
      closeButtonProps={{ 'aria-label': t('dialog.close', { ns: 'app' }) }}
    >
      <div className={styles.parts}>
        <Part
          title={t('anywhere')}
          lines={commands.flatMap(({ id, label, keys }) =>
            keys === undefined ? [] : [{ id, label, keys: [keys] }],
          )}
        />
        {fixedKeys.map(({ where, keys }) => (
          <Part
            key={where}
            title={t(`where.${where}`)}
            lines={keys.map((line) => ({ id: line.does, label: t(`does.${line.does}`), keys: line.keys }))}
          />
        ))}
      </div>
    </Modal>
  );
}

interface Line {
  readonly id: string;
  readonly label: string;
  /** Ways to do it. */
  readonly keys: readonly string[];
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section className={styles.part} aria-label={title}>
      <h3>{title}</h3>
      <dl className={styles.lines}>
        {lines.map(({ id, label, keys }) => (
          <div key={id} className={styles.line}>
            <dt>{label}</dt>
            <dd className={styles.keys}>
              {keys.map((one) => (
                <kbd key={one} className={styles.key}>
                  <Keys keys={one} isSaid />
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
