import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useIsFirstSync } from '../hooks/use-first-sync.ts';
import { dropDraft, forgetSeenTexts, useDrafts } from '../state/drafts.ts';
import { Empty, EmptyState } from './empty-state.tsx';
import styles from './gone-row.module.css';

export interface GoneRowProps {
  readonly title: string;
  readonly body: string;
  /** Where drafts about it may be kept. */
  readonly places: readonly string[];
}

/** A row that is not on this device: what its person had begun to write about it is still theirs (S23). */
export function GoneRow({ title, body, places }: GoneRowProps) {
  const drafts = useDrafts((state) => state.drafts);
  const isFirstSync = useIsFirstSync();
  const key = places.join('\n');
  useEffect(() => {
    // While everything arrives, it may only not be here yet.
    if (!isFirstSync) forgetSeenTexts(key.split('\n'));
  }, [key, isFirstSync]);
  const written = places.filter((place) => (drafts[place]?.text ?? '').trim() !== '');
  return (
    <Empty>
      <EmptyState title={title} body={body}>
        {written.length > 0 && <Begun places={written} />}
      </EmptyState>
    </Empty>
  );
}

function Begun({ places }: { readonly places: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('gone.drafts')} className={styles.begun}>
      <h3>{t('gone.drafts')}</h3>
      {places.map((place) => (
        <OneDraft key={place} place={place} />
      ))}
    </section>
  );
}

function OneDraft({ place }: { readonly place: string }) {
  const { t } = useTranslation();
  const text = useDrafts((state) => state.drafts[place]?.text ?? '');
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setIsCopied(true);
  };
  return (
    <div className={styles.draft}>
      <p className={styles.text} dir="auto" data-text>
        {text}
      </p>
      <div className={styles.actions}>
        <Button variant="default" onClick={copy}>
          {t(isCopied ? 'gone.copied' : 'gone.copy')}
        </Button>
        <Button variant="default" onClick={() => dropDraft(place)}>
          {t('gone.discard')}
        </Button>
      </div>
    </div>
  );
}
