import type * as Common from './random'
import { fillPool, poolRunsLow, takeBytes } from './random-pool'

const POOL_BYTES = 4096
let asked = false

export const collectRandomness: typeof Common.collectRandomness = () => {
  if (asked || !wx.getRandomValues) return
  asked = true
  wx.getRandomValues({
    length: POOL_BYTES,
    success: ({ randomValues }) => fillPool(randomValues),
    complete: () => {
      asked = false
    },
  })
}

export const randomBytes: typeof Common.randomBytes = () => {
  const bytes = takeBytes()
  if (poolRunsLow()) collectRandomness()
  return bytes
}
