import type { Deps } from '../../deps'
import { idsOf, listConfirmedPaper, paperSubject, parseChoices } from '../ballots'
import { listEntries, listVersions, optionsOf, type PollRow, ruleOf, toTime } from '../polls'
import type { Closing, CountedFacts, HeadFacts, VersionFacts } from './closing'
import { headFacts } from './count-poll'
import { asCounted } from './read-result'
import { listCounted, listHeads, listLeaves, listOpenBallots } from './repository'

const HEADS_MAX = 100_000

/** Everything that it takes to count a poll again, without a name. Areas of the roll are cm². */
export interface PollExport {
  format: 'linli-poll-export-1'
  logKey: string
  definition: {
    id: string
    placeId: string
    question: string
    body: string
    options: { id: string; text: string }[]
    choicesMin: number
    choicesMax: number
    secrecy: string
    electorate: string
    rule: ReturnType<typeof ruleOf>
    assentOption: string | null
    opensAt: string
    closesAt: string
    announcedAt: string
    credentialKey: string | null
  }
  roll: {
    versions: VersionFacts[]
    entries: { id: string; area: number; commitment: string }[]
  }
  heads: HeadFacts[]
  leaves: string[]
  /** Open and paper ballots, whose leaves are opened. The subject is the entry of the roll, or a serial; on an open poll a serial, "/" and the entry. */
  ballots: { kind: 'open' | 'paper'; subject: string; optionIds: string[]; nonce: string }[]
  /** Ballots of a secret poll, in the order of the hash of their credential. */
  counted: CountedFacts[]
  closing: Closing
  closingSignature: string
}

/** @throws Problem poll_not_closed */
export async function exportPoll(deps: Deps, asked: PollRow): Promise<PollExport> {
  const { poll, closing } = await asCounted(deps, asked)
  const { read } = deps.store
  const options = optionsOf(poll)
  const leaves = await listLeaves(read, poll, 0, poll.logSize)
  const open = await listOpenBallots(read, poll)
  const paper = await listConfirmedPaper(read, poll)
  return {
    format: 'linli-poll-export-1',
    logKey: deps.secrets.pollLogKey.publicKey,
    definition: {
      id: poll.id,
      placeId: poll.placeId,
      question: poll.question,
      body: poll.body,
      options,
      choicesMin: poll.choicesMin,
      choicesMax: poll.choicesMax,
      secrecy: poll.secrecy,
      electorate: poll.electorate,
      rule: ruleOf(poll),
      assentOption: poll.assentOption,
      opensAt: toTime(poll.opensAt),
      closesAt: toTime(poll.closesAt),
      announcedAt: toTime(poll.announcedAt ?? 0),
      credentialKey: poll.credentialKey,
    },
    roll: {
      versions: (await listVersions(read, poll.communityId, poll.id)).map((version) => ({
        ...version,
        createdAt: toTime(version.createdAt),
      })),
      entries: (await listEntries(read, poll.communityId, poll.id)).map(({ id, area, commitment }) => ({
        id,
        area,
        commitment,
      })),
    },
    heads: (await listHeads(read, poll, new Date(0), HEADS_MAX)).map(headFacts),
    leaves: leaves.map(({ leaf }) => leaf),
    ballots: [
      ...open.map(({ entryId, choices, nonce }) => ({
        kind: 'open' as const,
        subject: entryId,
        optionIds: idsOf(options, parseChoices(choices)),
        nonce,
      })),
      ...paper.map((row) => ({
        kind: 'paper' as const,
        subject: paperSubject(poll, row),
        optionIds: idsOf(options, parseChoices(row.choices)),
        nonce: row.nonce,
      })),
    ],
    counted: (await listCounted(read, poll)).map(({ credential, signature, choices }) => ({
      credential,
      signature,
      optionIds: idsOf(options, parseChoices(choices)),
    })),
    closing,
    closingSignature: poll.closingSignature ?? '',
  }
}
