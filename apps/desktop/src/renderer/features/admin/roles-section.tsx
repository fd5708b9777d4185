import { roles } from '@holdfast/shared/model/user.ts';
import { type Grant, type Permission, permissions } from '@holdfast/shared/permissions.ts';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DataTable } from './data-table.tsx';
import styles from './roles-section.module.css';

/** What everybody may do anyway needs no line. */
const rows = (Object.keys(permissions) as Permission[]).filter((permission) =>
  roles.some((role) => permissions[permission][role] !== 'any'),
);

/** Who may do what: the same table by which the server decides. */
export function RolesSection() {
  const { t } = useTranslation('admin');
  return (
    <DataTable
      label={t('section.roles')}
      intro={t('roles.intro')}
      rows={rows}
      rowKey={(permission) => permission}
      columns={[
        { key: 'permission', label: t('roles.may'), width: '34%', cell: (one) => t(`may.${one}`) },
        ...roles.map((role) => ({
          key: role,
          label: t(`role.${role}`),
          cell: (one: Permission) => <GrantMark grant={permissions[one][role]} />,
        })),
      ]}
    />
  );
}

function GrantMark({ grant }: { readonly grant: Grant }) {
  const { t } = useTranslation('admin');
  if (grant === 'no') return <span className={styles.no}>{t('grant.no')}</span>;
  return (
    <span className={styles.yes}>
      {grant === 'any' && <IconCheck size={16} aria-hidden />}
      {t(`grant.${grant}`)}
    </span>
  );
}
