import { Problem } from '../../../kernel/problem'
import type { Reader } from '../../../storage/store'
import { findVoice, holdVoices } from './repository'

/** @throws Problem invalid_request where it is no sound of the person's own, or was taken from them */
export async function assertMayUseVoice(reader: Reader, personId: string, id: string | null): Promise<void> {
  if (id === null) return
  await holdVoices(reader, [id])
  const voice = await findVoice(reader, id)
  if (voice === undefined || voice.ownerId !== personId || voice.state === 'refused')
    throw new Problem('invalid_request', { fields: [{ path: 'voiceId', message: 'not a recording of yours' }] })
}
