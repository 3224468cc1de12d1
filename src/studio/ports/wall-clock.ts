/** The date, for expiry and for people to read. It may jump either way, so no lease or timeout hangs on it: those use `Clock`. */
export interface WallClock {
  now(): Date;
}
