/** What went wrong with an update. */
export const texts = {
  'update.refused.not-signed': 'Nobody has signed it.',
  'update.refused.bad-signature': 'It does not come from whoever made this app.',
  'update.refused.malformed': 'What the update server says of it makes no sense.',
  'update.refused.older': 'Version {{version}} is older than the one you have.',
  'update.refused.bad-file': 'The file of version {{version}} that arrived is not the one that was signed.',
  'update.failed.host': 'The update server has nothing for this app.',
  'update.failed.full': 'The update could not be fetched: the disk is full.',
  'update.failed.unreachable': 'The update server cannot be reached. It is tried again later.',
};
