/** What an image is, by its first bytes; the server takes these three and refuses the rest. */
export function imageTypeOf(bytes: ArrayBuffer): 'image/jpeg' | 'image/png' | 'image/webp' {
  const [first, second] = new Uint8Array(bytes, 0, Math.min(2, bytes.byteLength))
  if (first === 0x89 && second === 0x50) return 'image/png'
  if (first === 0x52 && second === 0x49) return 'image/webp'
  return 'image/jpeg'
}
