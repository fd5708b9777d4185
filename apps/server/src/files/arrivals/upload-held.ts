/**
 * Another process of the server is at this upload, because its client sends it over another line too; at the same
 * content; or gives away the same room at this moment. It shall be tried again soon.
 */
export class UploadHeld extends Error {
  constructor(message = 'This file is being sent over another line.') {
    super(message);
    this.name = 'UploadHeld';
  }
}
