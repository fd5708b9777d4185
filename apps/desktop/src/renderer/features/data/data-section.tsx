import styles from './data.module.css';
import { ExportPart } from './export-part.tsx';
import { ImportPart } from './import-part.tsx';

/** Where rows of other systems come in, and ours go out. */
export function DataSection() {
  return (
    <div className={styles.scroll}>
      <ImportPart />
      <ExportPart />
    </div>
  );
}
