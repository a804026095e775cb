/** What the QR says before the digits, so that another code is not taken for ours. */
export const QR_PREFIX = 'LINLI '

/** The six digits in what was typed or scanned; null where there are none. */
export function codeIn(text: string): string | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/^LINLI /, '')
  const digits = plain.replace(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : null
}
