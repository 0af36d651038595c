/** Why the server closes a socket: codes of its own (4xxx) beside those of RFC 6455. Pages read them too. */
export const CLOSE_CODES = { goingAway: 1001, badFrame: 1008, notSignedIn: 4401, tooMany: 4429 } as const
