import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { KeptFileList } from '../files/kept-file-list.tsx';
import { useChanges } from '../hooks/use-changes.ts';
import { useDrafts } from '../state/drafts.ts';
import { Mark } from '../ui/mark.tsx';
import styles from './disabled-screen.module.css';
import { SignOutDialog } from './sign-out-dialog.tsx';
import { listUnsent, type Unsent } from './unsent.ts';

/** All there is once an account was disabled: what its person wrote and had not sent, to copy, and the way out (S7). */
export function DisabledScreen() {
  const { t } = useTranslation();
  const changes = useChanges();
  const drafts = useDrafts((state) => state.drafts);
  const unsent = listUnsent(changes, drafts);
  const [leaving, setLeaving] = useState(false);
  return (
    <main className={styles.screen}>
      <div className={styles.column}>
        <Mark size={32} />
        <h1>{t('disabled.title')}</h1>
        <p className={styles.dim}>{t('disabled.body')}</p>
        <section className={styles.unsent} aria-label={t('disabled.unsent')}>
          <header className={styles.head}>
            <h2>
              {t('disabled.unsent')}
              {unsent.length > 0 && ` (${unsent.length})`}
            </h2>
            {unsent.length > 1 && (
              <CopyButton label={t('disabled.copyAll')} text={unsent.map(({ text }) => text).join('\n\n')} />
            )}
          </header>
          {unsent.length === 0 && <p className={styles.dim}>{t('disabled.nothing')}</p>}
          <ul className={styles.list}>
            {unsent.map((one) => (
              <li key={one.key} className={styles.one}>
                <UnsentText unsent={one} />
              </li>
            ))}
          </ul>
        </section>
        <div>
          <Button variant="default" onClick={() => setLeaving(true)}>
            {t('signOut')}
          </Button>
        </div>
      </div>
      <SignOutDialog opened={leaving} onClose={() => setLeaving(false)} />
    </main>
  );
}

function UnsentText({ unsent }: { readonly unsent: Unsent }) {
  const { t } = useTranslation();
  const { what, text } = unsent;
  const written = what === undefined ? text : text.slice(what.length).trim();
  return (
    <>
      <div className={styles.text} dir="auto" data-text>
        <p className={styles.dim}>{what ?? t('disabled.draft')}</p>
        {written !== '' && <p>{written}</p>}
        <KeptFileList args={unsent.args} />
      </div>
      <CopyButton label={t('disabled.copy')} text={text} />
    </>
  );
}

function CopyButton({ label, text }: { readonly label: string; readonly text: string }) {
  const { t } = useTranslation();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <Button variant="default" onClick={copy}>
      {isCopied ? t('disabled.copied') : label}
    </Button>
  );
}
