export const texts = {
  title: 'Sign in to Holdfast',
  intro: 'Your tickets and projects are kept on this device, so that you can work without a network.',
  server: 'Server address',
  'server.hint': 'Ask whoever runs Holdfast for you.',
  email: 'E-mail',
  password: 'Password',
  unprotected: 'Keep me signed in without a key store',
  'unprotected.hint':
    'This device has no key store. Your session would lie unprotected in your profile folder; without this, you sign in again after each start.',
  submit: 'Sign in',
  working: 'Signing in…',
  notSignedIn: 'Not signed in.',
  kept: 'Nothing was changed on this device.',
};
