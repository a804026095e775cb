/** Whether this engine knows integers of any length; iOS before 14 does not. */
export const hasIntegers = typeof BigInt !== 'undefined'

/** BigInt; without it something that lets the constants of a module be made, and nothing else may be done with them. */
export const integer: (value: number | string) => bigint = hasIntegers ? BigInt : (value) => value as never
