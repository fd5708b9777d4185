import { Button, CloseButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hideToast, useToast } from '../state/toast.ts';
import styles from './toast-place.module.css';

/** Long enough to read it and to reach for its button. */
const SHOWN_MS = 8_000;

/** Where toasts appear: low in the window, over everything, and gone by themselves unless somebody is at them. */
export function ToastPlace() {
  const { t } = useTranslation();
  const shown = useToast((state) => state.shown);
  const [isHeld, setIsHeld] = useState(false);
  const key = shown?.key;
  useEffect(() => {
    if (key === undefined || isHeld) return;
    const timer = setTimeout(hideToast, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [key, isHeld]);
  // The live region is there before it has something to say; otherwise some readers do not say it.
  return (
    <section
      className={styles.place}
      aria-label={t('notices')}
      onPointerEnter={() => setIsHeld(true)}
      onPointerLeave={() => setIsHeld(false)}
      onFocus={() => setIsHeld(true)}
      onBlur={() => setIsHeld(false)}
    >
      <div className={styles.toast} data-shown={shown !== undefined || undefined}>
        <p role="status" className={styles.text} data-text>
          {shown?.text}
        </p>
        {shown?.action !== undefined && (
          <Button variant="subtle" onClick={shown.action.run}>
            {shown.action.label}
          </Button>
        )}
        {shown !== undefined && <CloseButton size={28} aria-label={t('dialog.close')} onClick={hideToast} />}
      </div>
    </section>
  );
}
