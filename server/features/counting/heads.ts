import type { PollHead } from '../../../src/contract'
import { writePollHead } from '../../../src/proof/poll-log'
import type { Deps } from '../../deps'
import type { SigningKey } from '../../secrets'
import { findPoll, listOpenPolls, lockPoll, type PollRow } from '../polls'
import { treeOf } from './poll-trees'
import { findNewestHead, type HeadRow, insertHead } from './repository'

const BETWEEN_HEADS_MS = 10 * 60_000

/** Signs the tree of a log as it has so many leaves. */
export async function signHead(deps: Deps, poll: PollRow, at: Date): Promise<HeadRow> {
  const tree = await treeOf(deps.store, poll)
  const [size, rootHash] = [poll.logSize, tree.rootAt(poll.logSize).toString('base64')]
  const signature = deps.secrets.pollLogKey.sign(statementOf(poll, { size, rootHash, signedAt: at.getTime() }))
  return { size, rootHash, signature, signedAt: at.getTime() }
}

export function statementOf(poll: PollRow, { size, rootHash, signedAt }: Omit<HeadRow, 'signature'>): string {
  return writePollHead({
    pollId: poll.id,
    definitionHash: poll.definitionHash ?? '',
    size,
    rootHash,
    signedAt: new Date(signedAt).toISOString(),
  })
}

export function presentHead(poll: PollRow, head: HeadRow, { publicKey }: SigningKey): PollHead {
  return {
    size: head.size,
    rootHash: head.rootHash,
    signature: head.signature,
    signedAt: new Date(head.signedAt).toISOString(),
    statement: statementOf(poll, head),
    logKey: publicKey,
  }
}

/** The job's part: a head for every open poll that has none of the last ten minutes. One that fails does not keep the others. */
export async function signDueHeads(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  for (const { id } of await listOpenPolls(deps.store.read, now)) {
    try {
      await signDueHead(deps, id, now)
    } catch (error) {
      deps.log.error({ err: error }, 'a head of a poll could not be signed')
    }
  }
}

async function signDueHead(deps: Deps, pollId: string, now: Date): Promise<void> {
  const poll = await findPoll(deps.store.read, pollId)
  if (poll === undefined) return
  const newest = await findNewestHead(deps.store.read, poll)
  if (newest !== undefined && newest.signedAt > now.getTime() - BETWEEN_HEADS_MS) return
  const head = await signHead(deps, poll, now)
  await deps.store.write(async (tx) => {
    // The closing holds all heads: one that comes after the poll has closed would belie it for ever.
    if ((await lockPoll(tx, pollId))?.state === 'announced') await insertHead(tx, poll, { ...head, signedAt: now })
  })
}
