/** Texts of files wherever they hang. */
export const texts = {
  'screen.attachment': 'File',
  'find.hint': 'File of {{name}}',
  'gone.title': 'This file is not on this device',
  'gone.body': 'It was removed, or is not shared with you.',
};
