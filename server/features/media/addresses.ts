import { LRUCache } from 'lru-cache'
import type { Deps } from '../../deps'
import type { Secrets } from '../../secrets'

export type ImageVariant = 'thumb' | 'full'

/** For whom an address is made: an insider (the owner, staff who decide about it) also sees what is withheld from everybody else. */
export type ImageAudience = 'anybody' | 'insider'

type Signing = Pick<Deps, 'secrets' | 'clock'>

const ADDRESSES_MAX = 20_000
const WINDOW_MS = 86_400_000
const AUDIENCES: readonly ImageAudience[] = ['anybody', 'insider']

// A page of the feed names dozens of pictures, and signing is most of the cost of presenting one.
const addressesOf = new WeakMap<Secrets, LRUCache<string, string>>()

/**
 * The address of a stored picture, good for whoever was given it: `<img>` sends no token, and an id alone opens nothing. It is the same for a
 * whole day (UTC), so that phones and prepared pages keep it, and ends with the day after.
 */
export function imageAddress(
  { secrets, clock }: Signing,
  imageId: string,
  variant: ImageVariant,
  audience: ImageAudience = 'anybody',
): string {
  const addresses = addressesOf.get(secrets) ?? new LRUCache<string, string>({ max: ADDRESSES_MAX })
  addressesOf.set(secrets, addresses)
  const purpose = purposeOf(variant, audience, windowOf(clock))
  const key = `${imageId}/${purpose}`
  let address = addresses.get(key)
  if (address === undefined) {
    address = `/api/v1/images/${imageId}/${variant}?s=${secrets.signImage(imageId, purpose)}`
    addresses.set(key, address)
  }
  return address
}

/** For whom an address with this signature was made, or null where we did not make it or its time is over. */
export function audienceOf(
  { secrets, clock }: Signing,
  imageId: string,
  variant: ImageVariant,
  signature: string,
): ImageAudience | null {
  const now = windowOf(clock)
  const isOf = (audience: ImageAudience) =>
    [now, now - 1].some((window) => secrets.isImageSignature(imageId, purposeOf(variant, audience, window), signature))
  return AUDIENCES.find(isOf) ?? null
}

function purposeOf(variant: ImageVariant, audience: ImageAudience, window: number): string {
  return `${variant}/${audience}/${window}`
}

function windowOf(clock: Deps['clock']): number {
  return Math.floor(clock.now().getTime() / WINDOW_MS)
}
