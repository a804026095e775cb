import type * as Common from './random'
import { takeBytes } from './random-pool'

export const collectRandomness: typeof Common.collectRandomness = () => {}

export const randomBytes: typeof Common.randomBytes = takeBytes
