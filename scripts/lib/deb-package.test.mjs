import { expect, test } from 'vitest';
import { controlFile, readFpmArguments } from './deb-package.mjs';

/** As electron-builder 26 calls fpm. */
const ARGUMENTS = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgtk-3-0', '-d', 'libnss3'],
  ...['--deb-recommends', 'libappindicator3-1', '--deb-compression', 'xz', '--architecture', 'amd64'],
  ...['--after-install', '/tmp/after-install', '--description', 'Tickets\n Work without a network.'],
  ...['--version', '0.1.0', '--package', '/release/Holdfast.deb', '--name', 'holdfast'],
  ...['--maintainer', 'The team <hello@holdfast.example>', '--url', 'https://holdfast.example'],
  ...[
    '--deb-priority',
    'optional',
    '/release/linux-unpacked/=/opt/Holdfast',
    '/i.png=/usr/share/icons/i.png',
  ],
];

test('the arguments for fpm are read: values, lists, and files with their places', () => {
  const { values, files } = readFpmArguments(ARGUMENTS);
  expect(values).toMatchObject({ '-t': 'deb', '-d': ['libgtk-3-0', 'libnss3'], '--version': '0.1.0' });
  expect(files).toEqual([
    { from: '/release/linux-unpacked/', to: '/opt/Holdfast' },
    { from: '/i.png', to: '/usr/share/icons/i.png' },
  ]);
});

test('the control file says what dpkg needs to know', () => {
  const { values } = readFpmArguments(ARGUMENTS);
  expect(controlFile(values, 2049).split('\n')).toEqual([
    'Package: holdfast',
    'Version: 0.1.0',
    'Architecture: amd64',
    'Maintainer: The team <hello@holdfast.example>',
    'Installed-Size: 3',
    'Depends: libgtk-3-0, libnss3',
    'Recommends: libappindicator3-1',
    'Section: default',
    'Priority: optional',
    'Homepage: https://holdfast.example',
    'Description: Tickets',
    ' Work without a network.',
    '',
  ]);
});
