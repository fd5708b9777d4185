/** Reads what another process sent or wrote down; nothing where it is no JSON: it is not ours to mend. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
