/** A mail in plain text to one person. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Hands mails to a mail server. */
export interface Mailer {
  /** Resolves when the mail server has taken it. Rejects when it has not, for whatever reason. */
  send(mail: Mail): Promise<void>;
}
