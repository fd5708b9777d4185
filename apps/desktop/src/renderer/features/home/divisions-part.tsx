import { useTranslation } from 'react-i18next';
import { goTo } from '../../state/route.ts';
import { DivisionLines } from '../dashboards/division-lines.tsx';
import { useDivisions } from '../dashboards/use-divisions.ts';
import { HomePart } from './home-part.tsx';

const MOST = 6;

/** The way to how divisions go, for whoever can look at that. */
export function DivisionsPart() {
  const { t } = useTranslation('home');
  const divisions = useDivisions();
  if (divisions === undefined || divisions.length === 0) return null;
  const more = {
    label: t('divisions.all', { count: divisions.length }),
    go: () => goTo({ screen: 'division' }),
  };
  return (
    <HomePart title={t('divisions')} {...(divisions.length > MOST && { more })}>
      <DivisionLines divisions={divisions.slice(0, MOST)} />
    </HomePart>
  );
}
