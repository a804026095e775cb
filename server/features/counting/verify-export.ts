import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import { writeBallotLeaf, writeChoice, writePollHead } from '../../../src/proof/poll-log'
import { credentialVerifier } from '../../kernel/blind-signer'
import { hashLeafText, hashText } from '../../kernel/hash-text'
import { type CountedBallot, decide, type Reason, tallyBallots, writeArea } from '../electoral-rules'
import { sumRoll, weighsArea, writeDefinition } from '../polls'
import { hashHeads, hashVersions, rootOfCounted, writeClosing } from './closing'
import type { PollExport } from './export-poll'
import { MemoryTree } from './memory-tree'
import { PollFault } from './poll-fault'

/** What `linli verify-poll` prints when all is as published. */
export interface PollReport {
  pollId: string
  question: string
  roll: { size: number; area: string | null; hash: string; version: number }
  log: { size: number; rootHash: string; heads: number; consistencyProofs: number; inclusionProofs: number }
  ballots: { open: number; secret: number; paper: number; credentials: number }
  options: { id: string; text: string; votes: number; area: string | null; paper: number }[]
  passed: boolean
  reasons: Reason[]
  logKey: string
}

const FAULTS_MAX = 20

/** Collects what does not fit, so that one run names all of it. */
class Findings {
  readonly #faults: string[] = []

  get faults(): readonly string[] {
    return this.#faults
  }

  check(isRight: boolean, fault: () => string): boolean {
    if (!isRight && this.#faults.length < FAULTS_MAX) this.#faults.push(fault())
    return isRight
  }

  end(): void {
    if (this.#faults.length > 0) throw new PollFault(this.#faults)
  }
}

/** What stands before the 32 bytes of an Ed25519 public key in SubjectPublicKeyInfo (RFC 8410, section 4). */
const SPKI_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/**
 * Counts a poll again from its export, without the server and without the network: definition, roll, every signature, every leaf and its proof, every
 * head and its consistency with the next, every credential, and the result.
 * @throws PollFault that names what does not fit
 */
export function verifyExport(poll: PollExport): PollReport {
  const findings = new Findings()
  try {
    return checkAll(poll, findings)
  } catch (error) {
    if (error instanceof PollFault) throw error
    // A key that is none, or areas that cannot be added up: it cannot even be counted.
    throw new PollFault([...findings.faults, `document: ${error instanceof Error ? error.message : String(error)}`])
  }
}

function checkAll(poll: PollExport, findings: Findings): PollReport {
  const key = readLogKey(poll.logKey)
  checkSignatures(poll, key, findings)
  checkDefinition(poll, findings)
  checkRoll(poll, findings)
  const tree = checkLog(poll, key, findings)
  checkOpenings(poll, findings)
  checkCounted(poll, findings)
  const reasons = checkResult(poll, findings)
  findings.end()
  return report(poll, tree, reasons)
}

function readLogKey(logKey: string): KeyObject {
  const bytes = Buffer.from(logKey, 'base64')
  if (bytes.length !== 32 || bytes.toString('base64') !== logKey) throw new PollFault(['logKey: no Ed25519 key'])
  return createPublicKey({ key: Buffer.concat([SPKI_PREFIX, bytes]), format: 'der', type: 'spki' })
}

function isSigned(key: KeyObject, text: string, signature: string): boolean {
  const bytes = Buffer.from(signature, 'base64')
  return (
    bytes.toString('base64') === signature && bytes.length === 64 && verify(null, Buffer.from(text, 'utf8'), key, bytes)
  )
}

function checkSignatures({ closing, closingSignature }: PollExport, key: KeyObject, findings: Findings): void {
  findings.check(
    isSigned(key, writeClosing(closing), closingSignature),
    () => 'closingSignature: the closing is not what the poll key signed (the result, a hash, or the key was changed)',
  )
}

function checkDefinition({ definition, closing }: PollExport, findings: Findings): void {
  const { opensAt, closesAt, announcedAt } = definition
  const [from, to, at] = [opensAt, closesAt, announcedAt].map((time) => new Date(time))
  const areTimes = [from, to, at].every((time) => time !== undefined && !Number.isNaN(time.getTime()))
  const text =
    areTimes && from && to && at
      ? writeDefinition({ ...definition, opensAt: from, closesAt: to, announcedAt: at })
      : 'no times'
  // Times are compared as texts too: one instant has one way of being written.
  const areWritten =
    areTimes && from?.toISOString() === opensAt && to?.toISOString() === closesAt && at?.toISOString() === announcedAt
  findings.check(
    areWritten && hashText(text) === closing.definitionHash,
    () => 'definition: question, options, rule, times or key are not those announced (definitionHash)',
  )
  findings.check(closing.pollId === definition.id, () => 'closing.pollId: another poll')
}

function checkRoll({ definition, roll, closing }: PollExport, findings: Findings): void {
  findings.check(hashVersions(roll.versions) === closing.versionsHash, () => 'roll.versions: not those published')
  const newest = roll.versions.at(-1)
  const sum = sumRoll(definition.id, roll.entries)
  findings.check(sum.hash === closing.rollHash, () => 'roll.entries: not the roll that was published (rollHash)')
  findings.check(
    sum.size === closing.rollSize,
    () => `roll.entries: ${sum.size} entries, the result says ${closing.rollSize}`,
  )
  findings.check(
    sum.area === closing.rollArea,
    () => `roll.entries: ${sum.area} cm², the result says ${closing.rollArea}`,
  )
  findings.check(
    newest?.hash === closing.rollHash && newest.version === closing.rollVersion && newest.size === closing.rollSize,
    () => 'roll.versions: the newest is not the one counted with',
  )
  const isInOrder = roll.entries.every(({ id }, at) => at === 0 || (roll.entries[at - 1]?.id ?? '') < id)
  findings.check(isInOrder, () => 'roll.entries: not in the order of their ids')
}

/** The tree leaf by leaf; every head as soon as there are so many; every leaf's proof in the last tree. */
function checkLog({ definition, leaves, heads, closing }: PollExport, key: KeyObject, findings: Findings): MemoryTree {
  const tree = new MemoryTree()
  for (const leaf of leaves) tree.append(hashLeafText(leaf))
  findings.check(leaves.length === closing.size, () => `leaves: ${leaves.length}, the closing says ${closing.size}`)
  const root = tree.rootAt(tree.size).toString('base64')
  findings.check(root === closing.rootHash, () => 'leaves: not the log that was signed (rootHash)')
  findings.check(
    hashHeads(heads.slice(0, -1)) === closing.headsHash,
    () => 'heads: not those signed while the poll was open',
  )
  let before = 0
  for (const [index, head] of heads.entries()) {
    const statement = writePollHead({ pollId: definition.id, definitionHash: closing.definitionHash, ...head })
    findings.check(
      isSigned(key, statement, head.signature),
      () => `heads[${index}].signature: not the poll key's on this head`,
    )
    const isConsistent =
      head.size >= before && head.size <= tree.size && tree.rootAt(head.size).toString('base64') === head.rootHash
    findings.check(isConsistent, () => `heads[${index}]: the log does not begin with this tree (consistency)`)
    before = head.size
  }
  const last = heads.at(-1)
  findings.check(
    last?.size === closing.size && last.rootHash === closing.rootHash,
    () => 'heads: the last is not that of the close',
  )
  return tree
}

/** Each leaf that can be opened is opened by one ballot, and each ballot opens one leaf. */
function checkOpenings({ definition, leaves, ballots, counted, closing }: PollExport, findings: Findings): void {
  const closed = new Map<string, number>()
  let secret = 0
  for (const [index, leaf] of leaves.entries()) {
    const kind = kindOf(leaf, definition.id)
    if (kind === 'secret') secret += 1
    findings.check(kind !== null && !closed.has(leaf), () => `leaves[${index}]: no leaf of this poll, or there twice`)
    closed.set(leaf, index)
  }
  const keys = ballots.map(({ kind, subject }) => `${kind} ${subject}`)
  findings.check(
    keys.every((key, at) => at === 0 || (keys[at - 1] ?? '') < key),
    () => 'ballots: not in order, open ones before those on paper',
  )
  for (const [index, { kind, subject, optionIds, nonce }] of ballots.entries()) {
    const commitment = hashText(writeChoice(definition.id, kind, { subject, optionIds, nonce }))
    const isThere = closed.delete(writeBallotLeaf(definition.id, kind, commitment))
    findings.check(isThere, () => `ballots[${index}] (${kind} ${subject}): opens no leaf of the log`)
  }
  const unopened = [...closed].filter(([leaf]) => kindOf(leaf, definition.id) !== 'secret')
  for (const [, index] of unopened) findings.check(false, () => `leaves[${index}]: no ballot opens it`)
  findings.check(
    secret === counted.length,
    () => `counted: ${counted.length} ballots, the log has ${secret} secret leaves`,
  )
  findings.check(counted.length <= closing.credentials, () => 'counted: more ballots than credentials were signed')
}

function kindOf(leaf: string, pollId: string): string | null {
  try {
    const parts: unknown = JSON.parse(leaf)
    if (!Array.isArray(parts) || JSON.stringify(parts) !== leaf) return null
    const [format, poll, kind, commitment] = parts
    const isLeaf =
      parts.length === 4 && format === 'linli-poll-ballot-1' && poll === pollId && typeof commitment === 'string'
    return isLeaf && ['open', 'secret', 'paper'].includes(kind) ? kind : null
  } catch {
    return null
  }
}

function checkCounted({ definition, counted, closing }: PollExport, findings: Findings): void {
  findings.check(
    rootOfCounted(definition.id, counted) === closing.countedRoot && counted.length === closing.countedSize,
    () => 'counted: not the ballots that were signed (countedRoot)',
  )
  if (counted.length === 0) return
  const isGood =
    definition.credentialKey === null
      ? () => false
      : credentialVerifier(Buffer.from(definition.credentialKey, 'base64'))
  let before = ''
  for (const [index, { credential, signature }] of counted.entries()) {
    const bytes = Buffer.from(credential, 'base64')
    const digest = createHash('sha256').update(bytes).digest('hex')
    findings.check(digest > before, () => `counted[${index}]: there twice, or not in order`)
    before = digest
    findings.check(
      isGood(bytes, Buffer.from(signature, 'base64')),
      () => `counted[${index}].signature: the credential was not signed by the poll's key`,
    )
  }
}

/** Who votes with what weight, counted from the ballots themselves. */
function checkResult(poll: PollExport, findings: Findings): Reason[] {
  const { definition, ballots, counted, closing } = poll
  const options = definition.options.map(({ id }) => id)
  const votes = countable(poll, findings)
  const secret = counted.map(({ optionIds }, index) => {
    const places = placesOf(definition, optionIds)
    findings.check(places !== null, () => `counted[${index}].optionIds: not possible on this poll`)
    return { options: places ?? [], area: 0, isPaper: false }
  })
  const tally = tallyBallots(options.length, [...votes, ...secret])
  const expect = (name: string, said: unknown, is: unknown) =>
    findings.check(
      JSON.stringify(said) === JSON.stringify(is),
      () => `closing.${name}: ${JSON.stringify(said)}, counted again ${JSON.stringify(is)}`,
    )
  expect('turnout', closing.turnout, tally.takingPart.heads)
  expect('turnoutArea', closing.turnoutArea, tally.takingPart.area)
  expect('paper', closing.paper, tally.paperHeads)
  expect('online', closing.online, tally.takingPart.heads - tally.paperHeads)
  expect(
    'options',
    closing.options,
    options.map((id, place) => {
      const { heads = 0, area = 0, paperHeads = 0 } = tally.options[place] ?? {}
      return { id, votes: heads, area, paper: paperHeads }
    }),
  )
  findings.check(ballots.length + counted.length <= closing.rollSize, () => 'more ballots than there are on the roll')
  // Each of them strikes one entry off the roll, also a credential that was never cast.
  const struck = closing.credentials + ballots.length + closing.unconfirmedPaper
  findings.check(
    struck <= closing.rollSize,
    () => `closing.credentials: ${struck} credentials, ballots and sheets for ${closing.rollSize} on the roll`,
  )
  const assent = definition.assentOption === null ? null : options.indexOf(definition.assentOption)
  const electorate = { heads: closing.rollSize, area: closing.rollArea }
  const decided = decide({ rule: definition.rule, weighsArea: weighsArea(definition), assent, electorate }, tally)
  expect('passed', closing.passed, decided.passed)
  expect(
    'chosen',
    closing.chosen,
    decided.chosen.map((place) => options[place]),
  )
  return [...decided.reasons]
}

function countable({ definition, roll, ballots }: PollExport, findings: Findings): CountedBallot[] {
  const areas = new Map(roll.entries.map(({ id, area }) => [id, area]))
  const voted = new Set<string>()
  return ballots.map(({ kind, subject, optionIds }, index) => {
    const isSheetOfSecret = kind === 'paper' && definition.secrecy === 'secret'
    const entryId = kind === 'paper' ? (subject.split('/')[1] ?? '') : subject
    const area = isSheetOfSecret ? 0 : areas.get(entryId)
    findings.check(area !== undefined, () => `ballots[${index}]: nobody of the roll`)
    findings.check(!voted.has(isSheetOfSecret ? subject : entryId), () => `ballots[${index}]: voted twice`)
    voted.add(isSheetOfSecret ? subject : entryId)
    const places = placesOf(definition, optionIds)
    findings.check(places !== null, () => `ballots[${index}].optionIds: not possible on this poll`)
    return { options: places ?? [], area: area ?? 0, isPaper: kind === 'paper' }
  })
}

function placesOf(definition: PollExport['definition'], optionIds: readonly string[]): number[] | null {
  const places = optionIds.map((id) => definition.options.findIndex((option) => option.id === id))
  const isPossible =
    !places.includes(-1) &&
    new Set(places).size === places.length &&
    places.length >= definition.choicesMin &&
    places.length <= definition.choicesMax
  return isPossible ? places : null
}

function report(poll: PollExport, tree: MemoryTree, reasons: Reason[]): PollReport {
  const { definition, closing, ballots, counted, heads } = poll
  const isWeighed = weighsArea(definition)
  const areaOf = (area: number) => (isWeighed ? writeArea(area) : null)
  return {
    pollId: definition.id,
    question: definition.question,
    roll: {
      size: closing.rollSize,
      area: areaOf(closing.rollArea),
      hash: closing.rollHash,
      version: closing.rollVersion,
    },
    log: {
      size: closing.size,
      rootHash: closing.rootHash,
      heads: heads.length,
      consistencyProofs: Math.max(0, heads.length - 1),
      inclusionProofs: tree.size,
    },
    ballots: {
      open: ballots.filter(({ kind }) => kind === 'open').length,
      secret: counted.length,
      paper: ballots.filter(({ kind }) => kind === 'paper').length,
      credentials: closing.credentials,
    },
    options: closing.options.map(({ id, votes, area, paper }) => ({
      id,
      text: definition.options.find((option) => option.id === id)?.text ?? '',
      votes,
      area: areaOf(area),
      paper,
    })),
    passed: closing.passed,
    reasons,
    logKey: poll.logKey,
  }
}
