import { LIMITS } from '../../../src/contract'
import { Problem, refuseIf } from '../../kernel/problem'
import { readContainer } from './container'
import { dismissIdle, type EncodedImage, encodeApart, tookTooLong } from './picture-processes'
import { decodingBytes, type ImageType, LARGE_BYTES, refuseHeader, sniffType } from './rules'
import { Workshop } from './workshop'

const BENCHES = 2
const WAITING_MAX = 24

const workshop = new Workshop(BENCHES, WAITING_MAX)

/**
 * The picture made anew as WebP, upright, in sRGB, without any metadata: whatever else the file carried is left behind.
 * @throws Problem image_unreadable where it is not one still picture of the declared type, is cut short, or carries something else behind it
 * @throws Problem too_large where it is too large to decode @throws Problem overloaded where too many wait already
 */
export async function reEncode(bytes: Buffer, declared: ImageType): Promise<EncodedImage> {
  if (sniffType(bytes) !== declared) throw unreadable('its first bytes are of another type')
  const container = readContainer(bytes, declared)
  if ('fault' in container) throw unreadable(container.fault)
  const { header } = container
  refuseIf(refuseHeader(header, declared, { pixels: LIMITS.imagePixels, edge: LIMITS.imageEdge }))
  const isLarge = decodingBytes(header, declared) > LARGE_BYTES
  return workshop.run(isLarge ? BENCHES : 1, () => encode(bytes, isLarge))
}

async function encode(bytes: Buffer, isLarge: boolean): Promise<EncodedImage> {
  if (isLarge) dismissIdle()
  const { imagePixels, imageFullEdge, imageThumbEdge } = LIMITS
  const request = { bytes, pixelsMax: imagePixels, fullEdge: imageFullEdge, thumbEdge: imageThumbEdge }
  const answer = await encodeApart(request)
  if ('picture' in answer) return answer.picture
  if (tookTooLong(answer)) throw new Problem('too_large', { because: answer.fault })
  throw unreadable(answer.fault)
}

function unreadable(because: string): Problem {
  return new Problem('image_unreadable', { because })
}
