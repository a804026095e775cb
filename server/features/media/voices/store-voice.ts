import { LIMITS } from '../../../../src/contract'
import type { Deps } from '../../../deps'
import { found, Problem } from '../../../kernel/problem'
import { assertSameRequest } from '../../../storage/acts'
import type { Reader } from '../../../storage/store'
import { oneAtATime } from '../one-at-a-time'
import { hashBytes, refuseBeyondQuota } from '../store-image'
import { writeVoiceFile } from './files'
import { findVoice, insertVoice, type VoiceRow } from './repository'
import { readSound, type Sound } from './sound'

/** Recorders stop a moment after they were told to. */
const SECONDS_GRACE = 1

export interface StoreVoiceCommand {
  id: string
  personId: string
  bytes: Buffer
}

type Stored = { outcome: 'created' | 'exists'; voice: VoiceRow }

const storeInTurn = oneAtATime()

/**
 * Keeps what somebody spoke: the bare sound of what was sent. The file is on the disk before the row is.
 * @throws Problem picture_quota_reached where the person added too much today
 * @throws Problem voice_unreadable, voice_too_long, storage_unavailable; id_taken where the id holds another sound
 */
export function storeVoice(deps: Deps, command: StoreVoiceCommand): Promise<Stored> {
  return storeInTurn(command.id, () => storeOne(deps, command))
}

async function storeOne(deps: Deps, { id, personId, bytes }: StoreVoiceCommand): Promise<Stored> {
  const sourceHash = await hashBytes(bytes)
  const known = await findSame(deps.store.read, id, sourceHash, personId)
  if (known) return { outcome: 'exists', voice: known }
  await refuseBeyondQuota(deps, personId)
  const sound = readWhole(bytes)
  await writeVoiceFile(deps.config.dataDir, id, sound.type, sound.bytes)
  return deps.store.write(async (tx) => {
    const outcome = await insertVoice(tx, {
      id,
      ownerId: personId,
      type: sound.type,
      seconds: Math.min(LIMITS.voiceSeconds, Math.max(1, Math.round(sound.seconds))),
      byteCount: sound.bytes.length,
      sourceHash,
      // No platform listens for us yet: where one looks at words and pictures, what nobody listened to is not for neighbours.
      state: deps.contentChecker.isLocal ? 'approved' : 'pending',
      createdAt: deps.clock.now(),
    })
    return { outcome, voice: found(await findSame(tx, id, sourceHash, personId)) }
  })
}

function readWhole(bytes: Buffer): Sound {
  const sound = readSound(bytes)
  if ('fault' in sound) throw new Problem('voice_unreadable', { because: sound.fault })
  if (sound.seconds > LIMITS.voiceSeconds + SECONDS_GRACE) throw new Problem('voice_too_long')
  if (sound.bytes.length > LIMITS.voiceBytes) throw new Problem('too_large')
  return sound
}

async function findSame(
  reader: Reader,
  id: string,
  sourceHash: string,
  personId: string,
): Promise<VoiceRow | undefined> {
  const known = await findVoice(reader, id)
  if (known) assertSameRequest({ requestHash: known.sourceHash }, sourceHash, known.ownerId, personId)
  return known
}
