import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-1 of token, timestamp and nonce, sorted and joined, in hex: what WeChat signs its pushes with (消息推送, plain mode). */
export function wechatSignature(token: string, timestamp: string, nonce: string): string {
  return createHash('sha1').update([token, timestamp, nonce].sort().join('')).digest('hex')
}

export function isWechatSignature(
  token: string,
  signed: { signature: string; timestamp: string; nonce: string },
): boolean {
  const given = Buffer.from(signed.signature)
  const wanted = Buffer.from(wechatSignature(token, signed.timestamp, signed.nonce))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
