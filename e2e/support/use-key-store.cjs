// Loaded into the app's main process before the app itself.
const { app } = require('electron');

app.commandLine.appendSwitch('password-store', 'gnome-libsecret');
