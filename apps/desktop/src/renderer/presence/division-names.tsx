import { divisionModel } from '@holdfast/shared/model/division.ts';
import { membershipModel } from '@holdfast/shared/model/membership.ts';
import { useLiveQuery } from '../hooks/use-live-query.ts';
import { writeList } from '../ui/locale.ts';
import styles from './person-card.module.css';

const MOST = 50;

/** The divisions to which a person belongs, by name; nothing where there is none. */
export function DivisionNames({ userId }: { readonly userId: string }) {
  const where = { userId, groupTable: 'division' };
  const memberships = useLiveQuery(membershipModel, { where, offset: 0, limit: MOST })?.rows ?? [];
  const ids = memberships.map(({ row }) => row.groupId);
  const divisions = useLiveQuery(
    divisionModel,
    ids.length === 0 ? undefined : { where: { id: ids }, offset: 0, limit: MOST },
  );
  const names = (divisions?.rows ?? []).map(({ row }) => row.name).sort();
  if (names.length === 0) return null;
  return (
    <p className={styles.dim} dir="auto">
      {writeList(names)}
    </p>
  );
}
