import type { Voice } from '../../../../src/contract'
import type { Deps } from '../../../deps'
import { presentVoice } from './addresses'
import { findVoice } from './repository'

/**
 * A sound for somebody who may hear it, or null where there is none. Whether they may is for the caller to say; what was not let through by the
 * content check is for an `insider` alone: for whom it was spoken, and who spoke it.
 */
export async function hearVoice(
  deps: Pick<Deps, 'store' | 'secrets' | 'clock'>,
  id: string | null,
  audience: 'anybody' | 'insider',
): Promise<Voice | null> {
  if (id === null) return null
  const voice = await findVoice(deps.store.read, id)
  if (voice === undefined || voice.state === 'refused') return null
  return audience === 'insider' || voice.state === 'approved' ? presentVoice(deps, voice) : null
}
