import { Fragment, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useRoute } from '../state/route.ts';
import styles from './breadcrumb.module.css';
import { features } from './features.ts';
import bar from './top-bar.module.css';
import { useRowTitle } from './use-row-title.ts';

/** Above a row in its own window: which one it is, and how things stand. The window is called after it too. */
export function OwnBar() {
  const { t } = useTranslation();
  const title = useRowTitle(useRoute((state) => state.route));
  useEffect(() => {
    // Of a row that went from this device the window says nothing any more (S23).
    document.title = title ?? 'Holdfast';
  }, [title]);
  return (
    <section className={bar.bar} aria-label={t('topBar')}>
      <div className={styles.trail}>
        <h1 className={styles.here} title={title} dir="auto" data-text>
          {title}
        </h1>
      </div>
      <div className={bar.tools}>
        {features.map(({ name, TopBarEnd: Part }) => (
          <Fragment key={name}>{Part && <Part />}</Fragment>
        ))}
      </div>
    </section>
  );
}
