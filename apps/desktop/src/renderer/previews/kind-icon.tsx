import {
  type Icon,
  IconFile,
  IconFileText,
  IconFileTypePdf,
  IconFileZip,
  IconMovie,
  IconMusic,
  IconPhoto,
} from '@tabler/icons-react';

/** The first that fits counts. */
const icons: readonly (readonly [kind: RegExp, icon: Icon])[] = [
  [/^image\//, IconPhoto],
  [/^video\//, IconMovie],
  [/^audio\//, IconMusic],
  [/^application\/pdf$/, IconFileTypePdf],
  [/^text\//, IconFileText],
  [/zip|gzip|compressed|x-(tar|xz|bzip2|rar)|zstd/, IconFileZip],
];

/** What kind of file it is, as a sign beside its name: it says nothing that stands nowhere else. */
export function KindIcon({ kind, size = 16 }: { readonly kind: string | undefined; readonly size?: number }) {
  const [, KnownIcon = IconFile] = icons.find(([pattern]) => pattern.test(kind ?? '')) ?? [];
  return <KnownIcon size={size} aria-hidden />;
}
