import { useTranslation } from 'react-i18next';
import { threadDraft } from '../../threads/composer-draft.ts';
import { RefusedMessage } from '../../threads/refused-message.tsx';
import { useThreadRefusals } from '../../threads/use-thread-refusals.ts';
import { GoneRow } from '../../ui/gone-row.tsx';
import styles from './conversation-page.module.css';

/** A conversation that is not on this device: what its person wrote there and was not accepted is still theirs. */
export function GoneConversation({ id }: { readonly id: string }) {
  const { t } = useTranslation('conversations');
  const { messages } = useThreadRefusals(id);
  return (
    <div className={styles.gone}>
      <GoneRow title={t('gone.title')} body={t('gone.body')} places={[threadDraft(id)]} />
      {messages.length > 0 && (
        <section className={styles.refused} aria-label={t('gone.refused')}>
          <h3>{t('gone.refused')}</h3>
          {messages.map((group) => (
            <RefusedMessage key={group.id} group={group} />
          ))}
        </section>
      )}
    </div>
  );
}
