import type { Voice } from '../../../../src/contract'
import type { Deps } from '../../../deps'
import type { VoiceRow } from './repository'

type Signing = Pick<Deps, 'secrets' | 'clock'>

/** A helper who was told no more of a need shall not go on hearing it: these addresses end sooner than those of pictures. */
const WINDOW_MS = 3_600_000

const windowOf = (clock: Deps['clock']) => Math.floor(clock.now().getTime() / WINDOW_MS)
const purposeOf = (window: number) => `voice/${window}`

/** A sound for whoever is given this: `<audio>` sends no token. Good for this hour and the next. */
export function presentVoice({ secrets, clock }: Signing, { id, type, seconds }: VoiceRow): Voice {
  const signature = secrets.signImage(id, purposeOf(windowOf(clock)))
  // Some players go by the ending of the name.
  return { id, seconds, url: `/api/v1/voices/${id}/voice.${type}?s=${signature}` }
}

export function isVoiceAddress({ secrets, clock }: Signing, id: string, signature: string): boolean {
  const now = windowOf(clock)
  return [now, now - 1].some((window) => secrets.isImageSignature(id, purposeOf(window), signature))
}
