/** The parts of the settings, in the order in which they are shown. */
export const sections = ['notifications', 'general', 'files', 'updates', 'about'] as const;

export type SectionName = (typeof sections)[number];

/** Which part a route's id means: the first without one. */
export function sectionOf(id: string | undefined): SectionName {
  return sections.find((section) => section === id) ?? sections[0];
}
