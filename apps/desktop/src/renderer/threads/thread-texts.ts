/** Texts of threads. */
export const threadTexts = {
  deleted: 'This message was deleted.',
};
