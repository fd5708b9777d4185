import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useMemory } from '../state/memory.ts';
import { goTo, useRoute } from '../state/route.ts';
import { Mark } from '../ui/mark.tsx';
import { PlaceButton } from '../ui/place-button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { features } from './features.ts';
import styles from './rail.module.css';
import { useRailItems } from './use-rail-items.ts';

/** The places of the app. `isNarrow`: icons only, with their names on hover. */
export function Rail({ isNarrow }: { readonly isNarrow: boolean }) {
  const { t } = useTranslation();
  const items = useRailItems();
  const current = useRoute((state) => state.route.screen);
  return (
    <nav className={styles.rail} aria-label={t('rail')} data-narrow={isNarrow || undefined}>
      <div className={styles.head}>
        <Mark size={20} />
        {!isNarrow && <span className={styles.name}>Holdfast</span>}
      </div>
      <ul className={styles.places}>
        {items.map(({ screen, feature, icon, Badge }) => (
          <li key={screen}>
            <PlaceButton
              icon={icon}
              label={t(`screen.${screen}`, { ns: feature })}
              isCurrent={current === screen}
              isNarrow={isNarrow}
              onClick={() => goTo({ screen })}
              badge={Badge && <Badge />}
            />
          </li>
        ))}
      </ul>
      <div className={styles.lower}>
        {features.map(({ name, RailFoot }) => (
          <Fragment key={name}>{RailFoot && <RailFoot isNarrow={isNarrow} />}</Fragment>
        ))}
      </div>
      <div className={styles.foot}>
        <AccountMenu isNarrow={isNarrow} />
        <RailToggle />
      </div>
    </nav>
  );
}

function RailToggle() {
  const { t } = useTranslation();
  const collapsed = useMemory((state) => state.railCollapsed);
  const Icon = collapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  const label = t(collapsed ? 'rail.expand' : 'rail.collapse');
  return (
    <Tooltip label={label} position="right">
      <UnstyledButton
        className={styles.toggle}
        aria-label={label}
        onClick={() => useMemory.setState({ railCollapsed: !collapsed })}
      >
        <Icon size={16} aria-hidden />
      </UnstyledButton>
    </Tooltip>
  );
}
