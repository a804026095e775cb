import { LRUCache } from 'lru-cache'
import type { Deps } from '../../deps'
import { type BlindSigner, blindSigner, credentialVerifier } from '../../kernel/blind-signer'
import { Problem } from '../../kernel/problem'
import type { Reader, Store } from '../../storage/store'
import { findPollKey, openPollKeys, type PollRow, type PollSecrets } from '../polls'

/** Secrets of polls kept in memory at once. */
const POLLS_MAX = 50

export interface OpenKeys extends PollSecrets {
  signer: BlindSigner
}

/** What was opened for one database; it goes when the database does. */
const opened = new WeakMap<Store, LRUCache<string, OpenKeys>>()
const verifiers = new LRUCache<string, ReturnType<typeof credentialVerifier>>({ max: POLLS_MAX })

function keysOf(store: Store): LRUCache<string, OpenKeys> {
  const known = opened.get(store)
  if (known !== undefined) return known
  const made = new LRUCache<string, OpenKeys>({ max: POLLS_MAX })
  opened.set(store, made)
  return made
}

/** The secrets of an open secret poll. @throws Problem poll_not_open where they are destroyed */
export async function getOpenKeys(deps: Deps, reader: Reader, poll: PollRow): Promise<OpenKeys> {
  const known = keysOf(deps.store).get(poll.id)
  if (known !== undefined) return known
  const row = await findPollKey(reader, poll.communityId, poll.id)
  if (row === undefined) throw new Problem('poll_not_open')
  const secrets = openPollKeys(deps.secrets, poll.id, row.sealed)
  const keys = { ...secrets, signer: blindSigner(secrets.privateKey) }
  keysOf(deps.store).set(poll.id, keys)
  return keys
}

/** After the close nothing of them stays in memory. */
export function forgetKeys(store: Store, pollId: string): void {
  const known = keysOf(store).get(pollId)
  known?.ballotKey.fill(0)
  known?.privateKey.fill(0)
  keysOf(store).delete(pollId)
}

export function verifierOf({ credentialKey }: PollRow): ReturnType<typeof credentialVerifier> {
  const key = credentialKey ?? ''
  const known = verifiers.get(key)
  if (known !== undefined) return known
  const made = credentialVerifier(Buffer.from(key, 'base64'))
  verifiers.set(key, made)
  return made
}
