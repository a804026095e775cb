import type { CountedBallots, LogConsistency, LogEntries, LogProof, PollHead } from '../../../src/contract'
import { LIMITS } from '../../../src/contract'
import { writeCountedLeaf } from '../../../src/proof/poll-log'
import type { Deps } from '../../deps'
import { hashLeafText } from '../../kernel/hash-text'
import { found, Problem } from '../../kernel/problem'
import { idsOf, parseChoices } from '../ballots'
import { findPoll, optionsOf, type PollRow, stateOf } from '../polls'
import { countPoll } from './count-poll'
import { presentHead, signHead } from './heads'
import { MemoryTree } from './memory-tree'
import { treeOf } from './poll-trees'
import { findLeafIndex, findNewestHead, listCounted, listHeads, listLeaves } from './repository'

/** A poll whose log anybody may read who knows its id. A draft has none. */
export async function getLoggedPoll(deps: Deps, pollId: string): Promise<PollRow> {
  const poll = found(await findPoll(deps.store.read, pollId))
  if (poll.definitionHash === null) throw new Problem('not_found')
  return stateOf(poll, deps.clock.now()) === 'closed' && poll.countedAt === null ? countPoll(deps, pollId) : poll
}

/** The log as it stands: signed now while the poll is open, and by its last head afterwards. */
export async function readHead(deps: Deps, poll: PollRow): Promise<PollHead> {
  const last = poll.countedAt === null ? undefined : await findNewestHead(deps.store.read, poll)
  return presentHead(poll, last ?? (await signHead(deps, poll, deps.clock.now())), deps.secrets.pollLogKey)
}

export async function readHeads(deps: Deps, poll: PollRow, after: Date, limit: number) {
  const rows = await listHeads(deps.store.read, poll, after, limit)
  return rows.map((row) => ({ row, head: presentHead(poll, row, deps.secrets.pollLogKey) }))
}

export async function readEntries(deps: Deps, poll: PollRow, start: number, end: number): Promise<LogEntries> {
  const to = Math.min(end + 1, start + LIMITS.logEntries, poll.logSize)
  const rows = start < to ? await listLeaves(deps.store.read, poll, start, to) : []
  return { items: rows.map(({ leafIndex, leaf, leafHash }) => ({ leafIndex, leaf, leafHash })), size: poll.logSize }
}

export async function readProof(deps: Deps, poll: PollRow, leafHash: string): Promise<LogProof> {
  const { leafIndex } = found(await findLeafIndex(deps.store.read, poll, standardBase64(leafHash)))
  // The leaf may have come after the poll was read.
  const current = leafIndex < poll.logSize ? poll : found(await findPoll(deps.store.read, poll.id))
  const head = await readHead(deps, current)
  const tree = await treeOf(deps.store, current)
  return {
    leafHash: standardBase64(leafHash),
    leafIndex,
    treeSize: head.size,
    inclusionPath: tree.inclusionPath(leafIndex, head.size).map((hash) => hash.toString('base64')),
    rootHash: head.rootHash,
    head,
  }
}

/** An address turns a "+" into a space, and some write "-" and "_" there. */
function standardBase64(text: string): string {
  const standard = text.replace(/[ -]/g, '+').replace(/_/g, '/')
  return standard.endsWith('=') ? standard : `${standard}=`
}

/** From nothing every tree follows. @throws Problem invalid_request where the sizes are none of this log */
export async function readConsistency(
  deps: Deps,
  poll: PollRow,
  first: number,
  second: number,
): Promise<LogConsistency> {
  if (first > second || second > poll.logSize) {
    throw new Problem('invalid_request', { fields: [{ path: 'second', message: 'no such sizes of this log' }] })
  }
  const tree = await treeOf(deps.store, poll)
  const path = first === 0 ? [] : tree.consistencyPath(first, second)
  return { first, second, consistencyPath: path.map((hash) => hash.toString('base64')) }
}

/** Counted ballots of a secret poll whose credential's hash begins so, each with its place and proof among all of them. */
export async function readCounted(deps: Deps, poll: PollRow, prefix: string): Promise<CountedBallots> {
  if (poll.countedAt === null) throw new Problem('poll_not_closed')
  const rows = await listCounted(deps.store.read, poll)
  const options = optionsOf(poll)
  const tree = new MemoryTree()
  const ballots = rows.map(({ digest, credential, signature, choices }, index) => {
    const optionIds = idsOf(options, parseChoices(choices))
    tree.append(hashLeafText(writeCountedLeaf(poll.id, credential, signature, optionIds)))
    return { index, digest, credential, signature, optionIds }
  })
  const asked = ballots.filter(({ digest }) => digest.startsWith(prefix))
  const shown = asked.slice(0, LIMITS.countedBallots)
  return {
    size: rows.length,
    rootHash: tree.rootAt(rows.length).toString('base64'),
    items: shown.map(({ digest: _, ...ballot }) => ({
      ...ballot,
      inclusionPath: tree.inclusionPath(ballot.index, rows.length).map((hash) => hash.toString('base64')),
    })),
    nextIndex: asked[shown.length]?.index ?? null,
  }
}
