import { Problem } from '../../kernel/problem'

/** Standard base64, and written as one writes it: two texts never stand for the same bytes. @throws Problem invalid_request */
export function readBase64(text: string, path: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length === 0 || bytes.toString('base64') !== text) {
    throw new Problem('invalid_request', { fields: [{ path, message: 'not standard base64' }] })
  }
  return bytes
}
