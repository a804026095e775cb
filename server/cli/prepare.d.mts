/** Makes what a fresh `npm ci` leaves out; does nothing where all is there. */
export function prepare(): void
/** Of several processes that start at once, one works and the others wait. */
export function inTurn<T>(work: () => T): T
