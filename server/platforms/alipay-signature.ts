import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/**
 * RSA2 of Alipay's open platform (SHA256withRSA, opendocs.alipay.com/common/02kf5q). Over npm alipay-sdk these forty lines are all that the
 * gateway asks for; the SDK brings its own HTTP client with it and quotes whole answers in its errors.
 */

/** The text that is signed: every parameter that is not empty, sorted by name, `name=value` joined by `&`, unescaped, without `sign`. */
export function textToSign(params: Record<string, string>): string {
  return Object.keys(params)
    .filter((name) => name !== 'sign' && params[name] !== '')
    .sort()
    .map((name) => `${name}=${params[name]}`)
    .join('&')
}

export function signRsa2(text: string, privateKey: KeyObject): string {
  return sign('RSA-SHA256', Buffer.from(text, 'utf8'), privateKey).toString('base64')
}

export function isRsa2(text: string, signature: string, publicKey: KeyObject): boolean {
  return verify('RSA-SHA256', Buffer.from(text, 'utf8'), publicKey, Buffer.from(signature, 'base64'))
}

/** A private key as Alipay's tool writes it: base64 of PKCS#8 or PKCS#1 without its frame, or a whole PEM. */
export function readPrivateKey(key: string): KeyObject {
  if (key.includes('-----BEGIN')) return createPrivateKey(key.replaceAll('\\n', '\n'))
  const der = Buffer.from(key, 'base64')
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } catch {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs1' })
  }
}

export function readPublicKey(key: string): KeyObject {
  if (key.includes('-----BEGIN')) return createPublicKey(key.replaceAll('\\n', '\n'))
  return createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
}

/** The object behind `name` exactly as it stands in the answer, because that text is what is signed. Null where it is not there. */
export function rawMember(answer: string, name: string): string | null {
  const key = `"${name}":`
  const at = answer.indexOf(key)
  if (at < 0) return null
  const start = answer.indexOf('{', at + key.length)
  if (start < 0 || answer.slice(at + key.length, start).trim() !== '') return null
  let depth = 0
  let isInText = false
  for (let index = start; index < answer.length; index += 1) {
    const character = answer[index]
    if (isInText) {
      if (character === '\\') index += 1
      else if (character === '"') isInText = false
    } else if (character === '"') isInText = true
    else if (character === '{') depth += 1
    else if (character === '}' && --depth === 0) return answer.slice(start, index + 1)
  }
  return null
}
