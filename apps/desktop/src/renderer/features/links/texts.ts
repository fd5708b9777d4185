export const texts = {
  'screen.link': 'Link',
  copy: 'Copy link',
  copied: 'Link copied',
  own: 'Open in its own window',
  'waits.title': 'Not here yet',
  'waits.body':
    'What this link leads to has not arrived on this device. It opens by itself as soon as it has.',
  'none.title': 'Not on this device',
  'none.body':
    'Either it does not exist any more, or you may not see it. If it is shared with you later, it opens here by itself.',
  'asked.title': 'This link is of another server',
  'asked.body': 'It leads to {{there}}. You are signed in at {{here}} as {{name}}.',
  'asked.how': 'To open it there, sign out first. If both are the same server under two names, open it here.',
  'asked.signOut': 'Sign out…',
  'asked.here': 'Open it here',
  'asked.leave': 'Leave it',
  reloaded: 'This window stopped working and was loaded again. What you had written is kept.',
};
