import { useTranslation } from 'react-i18next';
import { KeptFileList } from '../files/kept-file-list.tsx';
import { useSave } from '../hooks/use-save.ts';
import { bridge } from '../state/bridge.ts';
import type { RefusedGroup } from '../state/refused-groups.ts';
import { say } from '../state/say.ts';
import { sayProblem } from '../state/say-problem.ts';
import { copyText } from '../ui/copy-text.ts';
import { LazyMarkdown } from '../ui/lazy-markdown.tsx';
import { Problem } from '../ui/problem.tsx';
import { RefusedChoices } from '../ui/refused-choices.tsx';
import styles from './message-parts.module.css';
import { textAt } from './thread-refusals.ts';

/**
 * What one wrote or did here and the server did not accept, with what depended on it, such as an edit of
 * it: kept in its place until one decides on all of it together (S5).
 */
export function RefusedMessage({ group }: { readonly group: RefusedGroup }) {
  const { t } = useTranslation('threads');
  const { problem, save } = useSave();
  const { id, first, dependents } = group;
  const body = textAt(first.args, 'body');
  return (
    <div className={styles.refused} role="group" aria-label={t('refused')}>
      {body ? <LazyMarkdown text={body} /> : <p>{say(first.what)}</p>}
      {[first, ...dependents].map((change) => (
        <KeptFileList key={change.id} args={change.args} />
      ))}
      <p className={styles.reason}>{t('refused.reason', { reason: sayProblem(first.error.message) })}</p>
      {problem !== undefined && (
        <Problem title={t('problem.title')} message={problem} kept={t('refused.kept')} />
      )}
      {dependents.length > 0 && (
        <details>
          <summary>{t('refused.dependents', { count: dependents.length })}</summary>
          <ul className={styles.dependents}>
            {dependents.map((change) => (
              <li key={change.id}>{copyText(change)}</li>
            ))}
          </ul>
        </details>
      )}
      <RefusedChoices
        changes={[first, ...dependents]}
        onRetry={() => save(() => bridge.call('retryChange', { id }))}
        onDiscard={() => save(() => bridge.call('discardChange', { id }))}
      />
    </div>
  );
}
