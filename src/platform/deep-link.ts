/*
 * A poster's address is short: /j/<code>. It must become a page's address before Taro's router first looks, so app.tsx
 * imports this module for its effect, ahead of everything else. On mini programs the code comes as `scene` or `q`.
 */

/** The page that a poster opens, as "<feature>/<screen>"; it reads the code with posterCode(). */
const POSTER_SCREEN = 'membership/join'

/** The page that the QR on a certificate (/c/<number>) opens. */
const CHECK_SCREEN = 'volunteering/check'

/** The page that a demo server's one-tap link (/as/<persona>) opens. */
const SIGN_IN_SCREEN = 'session/sign-in'

if (process.env.TARO_ENV === 'h5') {
  const [, kind = '', word] = /^\/(j|as|c)\/([^/?#]+)\/?$/.exec(window.location.pathname) ?? []
  const pages: Record<string, string> = {
    j: `${POSTER_SCREEN}/index?code=`,
    as: `${SIGN_IN_SCREEN}/index?as=`,
    c: `${CHECK_SCREEN}/index?number=`,
  }
  if (word) window.history.replaceState(null, '', `/pages/${pages[kind]}${word}`)
}

/** The short code in what a page was opened with, or in what was scanned or typed; null where there is none. */
export function posterCode(from: Record<string, string | undefined> | string): string | null {
  const text = typeof from === 'string' ? from : (from.code ?? from.scene ?? from.q ?? '')
  const plain = decoded(text)
  const linked = /\/j\/([^/?#]+)/.exec(plain) ?? /[?&](?:code|scene)=([^&#]+)/.exec(plain)
  const code = (linked?.[1] ?? plain).trim()
  return /^[0-9A-Za-z_-]{1,32}$/.test(code) ? code : null
}

/** What somebody types may hold a bare "%". */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
