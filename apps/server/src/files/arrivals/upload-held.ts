/** Another process of the server is at this upload, because its client sends it over another line too. */
export class UploadHeld extends Error {
  constructor() {
    super('This file is being sent over another line.');
    this.name = 'UploadHeld';
  }
}
