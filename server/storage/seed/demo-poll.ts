import { createHash } from 'node:crypto'
import { writeBallotLeaf, writeChoice, writeRollLeaf, writeRollSubject } from '../../../src/proof/poll-log'
import { writeDefinition } from '../../features/polls'
import { hashLeafText, hashText, rootOfLeaves } from '../../kernel/hash-text'
import { need, type PeoplePlan } from './demo-people'
import type { DemoGrid } from './demo-places'
import { namedId, SeededRandom } from './random'
import type { Row } from './rows'

const DAY_MS = 86_400_000
const OPTIONS = [
  { id: 'courtyard', text: '小区中心花园' },
  { id: 'gate', text: '东门广场' },
  { id: 'hall', text: '社区活动室' },
]
/** How many of a hundred have voted, and for what, of those. */
const TURNOUT = 37
const SHARES = [58, 86, 100]

/** A poll that is under way: where the New Year's fair is held. Everybody of the grid is on its roll, and a good third has voted. */
export function planPoll(grid: DemoGrid, people: PeoplePlan, now: Date): [table: string, rows: Row[]][] {
  const { communityId, id: placeId } = grid
  const announcedAt = new Date(now.getTime() - 9 * DAY_MS)
  const pollId = namedId('poll fair', announcedAt)
  const times = { opensAt: new Date(now.getTime() - 2 * DAY_MS), closesAt: new Date(now.getTime() + 5 * DAY_MS) }
  const face = {
    question: '迎新年游园会办在哪里？',
    body: '元旦上午 9:00 至 11:30，有写春联、包饺子和猜灯谜。投票结果供社区参考。',
    choicesMin: 1,
    choicesMax: 1,
    secrecy: 'open',
    electorate: 'residents',
    assentOption: null,
    ...times,
  }
  const rule = { kind: 'plurality' as const, quorum: null, threshold: null }
  const definition = { ...face, id: pollId, placeId, options: OPTIONS, rule, announcedAt, credentialKey: null }
  const entries = planEntries(pollId, grid, people, announcedAt)
  const ballots = planBallots(pollId, people, entries)
  const poll: Row = {
    ...face,
    communityId,
    id: pollId,
    placeId,
    authorId: need(people.byCode.get('secretary-zhang')).id,
    options: JSON.stringify(OPTIONS),
    rule: JSON.stringify(rule),
    state: 'announced',
    announcedAt,
    objectionsUntil: new Date(announcedAt.getTime() + 7 * DAY_MS),
    definitionHash: hashText(writeDefinition(definition)),
    rollVersion: 1,
    logSize: ballots.length,
    createdAt: announcedAt,
    requestHash: 'seed',
  }
  const hash = rootOfLeaves(entries.map(({ id, commitment }) => writeRollLeaf(pollId, id, 0, commitment)))
  const key = { communityId, pollId }
  const version = { ...key, version: 1, size: entries.length, area: 0, hash, reason: '', createdAt: announcedAt }
  return [
    ['Poll', [poll]],
    ['PollRollVersion', [version]],
    ['PollRollEntry', entries.map(({ personId: _, ...entry }) => ({ ...key, ...entry, sinceVersion: 1 }))],
    ['PollVoter', entries.map(({ personId, id }) => ({ ...key, personId, entryId: id }))],
    ['PollMark', ballots.map(({ mark }) => ({ ...key, ...mark }))],
    ['PollLeaf', ballots.map(({ leaf, leafHash }, leafIndex) => ({ ...key, leafIndex, leaf, leafHash }))],
  ]
}

interface DemoEntry {
  id: string
  personId: string
  kind: string
  subject: string
  label: string
  area: number
  salt: string
  commitment: string
}

function planEntries(pollId: string, grid: DemoGrid, people: PeoplePlan, at: Date): DemoEntry[] {
  const residents = people.residents.filter(({ household }) => household.gridId === grid.id)
  const personIds = [...new Set(residents.map(({ person }) => person.id))]
  return personIds
    .map((personId) => {
      const subject = JSON.stringify(['person', personId])
      const salt = bytesNamed(`salt ${personId}`)
      const commitment = hashText(writeRollSubject(pollId, salt, subject))
      const id = namedId(`poll entry ${personId}`, at)
      return { id, personId, kind: 'resident', subject, label: '', area: 0, salt, commitment }
    })
    .sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** The personas have not voted yet: whoever tries the demo does. */
function planBallots(pollId: string, people: PeoplePlan, entries: readonly DemoEntry[]) {
  const random = new SeededRandom(2_027)
  const personas = new Set(
    people.residents.filter(({ person }) => !/^resident-\d{4}$/.test(person.code)).map(({ person }) => person.id),
  )
  return entries
    .filter(({ personId }) => random.between(0, 100) < TURNOUT && !personas.has(personId))
    .map(({ id, personId }) => {
      const draw = random.between(0, 100)
      const choice = SHARES.findIndex((share) => draw < share)
      const nonce = bytesNamed(`nonce ${id}`)
      const opening = { subject: id, optionIds: [OPTIONS[choice]?.id ?? ''], nonce }
      const leaf = writeBallotLeaf(pollId, 'open', hashText(writeChoice(pollId, 'open', opening)))
      const ballotId = namedId(`poll ballot ${id}`, new Date(0))
      const choices = JSON.stringify([choice])
      const mark = { entryId: id, via: 'open', personId, ballotId, choices, nonce, requestHash: '' }
      return { mark, leaf, leafHash: hashLeafText(leaf).toString('base64') }
    })
}

/** 16 bytes that are the same whenever the demo is filled. */
function bytesNamed(name: string): string {
  return createHash('sha256').update(`linli demo poll ${name}`).digest().subarray(0, 16).toString('base64')
}
