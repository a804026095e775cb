import { LRUCache } from 'lru-cache'
import type { Secrets } from '../../secrets'

export type ImageVariant = 'thumb' | 'full'

const ADDRESSES_MAX = 20_000

// A page of the feed names dozens of pictures, and signing is most of the cost of presenting one.
const addressesOf = new WeakMap<Secrets, LRUCache<string, string>>()

/** The address of a stored picture, good for whoever was given it: `<img>` sends no token, and an id alone opens nothing. */
export function imageAddress(secrets: Secrets, imageId: string, variant: ImageVariant): string {
  const addresses = addressesOf.get(secrets) ?? new LRUCache<string, string>({ max: ADDRESSES_MAX })
  addressesOf.set(secrets, addresses)
  const path = `${imageId}/${variant}`
  let address = addresses.get(path)
  if (address === undefined) {
    address = `/api/v1/images/${path}?s=${secrets.signImage(imageId, variant)}`
    addresses.set(path, address)
  }
  return address
}
