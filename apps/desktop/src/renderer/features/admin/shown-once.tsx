import { Button, Group } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './shown-once.module.css';

export interface ShownOnceProps {
  readonly what: 'code' | 'token';
  readonly secret: string;
  /** The secret with all that is needed to use it, to send to somebody. */
  readonly message?: string;
  /** What it is for and how long it is good. */
  readonly children: ReactNode;
  readonly onDone: () => void;
}

/** A code or a token: it is shown here and never again. */
export function ShownOnce({ what, secret, message, children, onDone }: ShownOnceProps) {
  const { t } = useTranslation('admin');
  return (
    <div className={styles.once}>
      <output className={styles.secret} aria-label={t(what)}>
        {secret}
      </output>
      <p>{t('once')}</p>
      {children}
      <Group justify="flex-end" gap="sm">
        <CopyButton text={secret} label={t(`copy.${what}`)} />
        {message !== undefined && <CopyButton text={message} label={t('copy.message')} />}
        <Button onClick={onDone}>{t('done')}</Button>
      </Group>
    </div>
  );
}

function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useTranslation('admin');
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <Button variant="default" onClick={copy}>
      {isCopied ? t('copied') : label}
    </Button>
  );
}
