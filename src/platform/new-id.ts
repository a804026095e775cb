import { v7 } from 'uuid'
import { randomBytes } from './random'

/** A UUIDv7. The randomness is handed in, because uuid looks for WebCrypto, which mini programs lack. */
export const newId = (): string => v7({ random: randomBytes() })
