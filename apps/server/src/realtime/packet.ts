/** What a line carries; the data of messages is a packet of Socket.IO. */
export interface Packet {
  readonly type: string;
  readonly data?: unknown;
}
