export interface Words {
  title: string
  text: string
}

export type Params = Readonly<Record<string, string>>
export type Phrase = (params: Params) => Words

const QUOTE_CODE_POINTS_MAX = 100

/** The beginning of somebody's text, cut between characters. */
export function quote(text: string | undefined): string {
  const characters = [...(text ?? '').replace(/\s+/g, ' ')]
  return characters.length <= QUOTE_CODE_POINTS_MAX
    ? characters.join('')
    : `${characters.slice(0, QUOTE_CODE_POINTS_MAX - 1).join('')}…`
}

const isEnded = (text: string) => /[。．.！!？?…]$/.test(text)

/** "原因：…" with one full stop at its end, or nothing. */
export const because = (reason: string | undefined) => (reason ? `原因：${reason}${isEnded(reason) ? '' : '。'}` : '')
export const becauseEn = (reason: string | undefined) =>
  reason ? ` Reason: ${reason}${isEnded(reason) ? '' : '.'}` : ''
