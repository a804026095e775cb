import type * as Common from './secret-random'

/** Alipay documents no source of randomness. */
export const secretRandomBytes: typeof Common.secretRandomBytes = async () => null
