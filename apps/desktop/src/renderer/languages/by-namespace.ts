export type Texts = Readonly<Record<string, string>>;
export type TextsByNamespace = Readonly<Record<string, Texts>>;

/** Texts of many files by the folder that they are in, which is their namespace: a feature, or a part such as `threads`. */
export function byNamespace(files: Readonly<Record<string, Texts>>): TextsByNamespace {
  const found: Record<string, Texts> = {};
  for (const [path, texts] of Object.entries(files)) {
    const namespace = path.split('/').at(-2) ?? '';
    found[namespace] = { ...found[namespace], ...texts };
  }
  return found;
}
