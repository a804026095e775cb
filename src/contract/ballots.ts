import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Image } from './media'
import { Area, Base64, PollReason, Turnout } from './polls'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, Time } from './primitives'

export const BallotKind = OneOf('open', 'secret', 'paper')
export type BallotKind = Static<typeof BallotKind>

const OptionIds = Type.Array(Type.String({ minLength: 1, maxLength: 64 }), {
  maxItems: LIMITS.pollOptions,
  uniqueItems: true,
})

export const BallotParams = Closed({ id: Id, ballotId: Id })

/** Open: who is signed in chooses. Secret: no token, but the credential (64 bytes) and the poll's signature on it. */
export const CastBallotRequest = Closed({
  optionIds: OptionIds,
  credential: Type.Optional(Base64(LIMITS.credentialCharacters)),
  signature: Type.Optional(Base64(LIMITS.blindCharacters)),
  rollEntryId: Type.Optional(Id),
})
export type CastBallotRequest = Static<typeof CastBallotRequest>

/** `blindedMessage` is as long as the modulus of the poll's key. `rollEntryId` where one votes for more than one entry. */
export const CredentialRequest = Closed({
  id: Id,
  blindedMessage: Base64(LIMITS.blindCharacters),
  rollEntryId: Type.Optional(Id),
})
export type CredentialRequest = Static<typeof CredentialRequest>

export const CredentialAnswer = Closed({ blindSignature: Type.String() })
export type CredentialAnswer = Static<typeof CredentialAnswer>

/**
 * The leaf of the poll's log, with what it takes to make it again: SHA-256 over the choice and the nonce (docs/voting.md). Keep it. `signature` is
 * the poll's promise (Ed25519) that the leaf is in its log.
 */
export const Receipt = Closed({
  pollId: Id,
  kind: BallotKind,
  leaf: Type.String(),
  leafHash: Type.String(),
  opening: Closed({ subject: Type.String(), optionIds: Type.Array(Type.String()), nonce: Type.String() }),
  signature: Type.String(),
  logKey: Type.String(),
})
export type Receipt = Static<typeof Receipt>

/** A tree head (RFC 9162): `signature` is Ed25519 over `statement`. */
export const PollHead = Closed({
  size: Count,
  rootHash: Type.String(),
  signature: Type.String(),
  signedAt: Time,
  statement: Type.String(),
  logKey: Type.String(),
})
export type PollHead = Static<typeof PollHead>

export const PollHeads = Closed({ items: Type.Array(PollHead), nextCursor: Nullable(Type.String()) })

/** From `start` to `end`, both included, counted from 0, as in RFC 6962; what is beyond the log or the page is left out. */
export const LogEntriesQuery = Closed({
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 0 }),
})
export const LogEntries = Closed({
  items: Type.Array(Closed({ leafIndex: Count, leaf: Type.String(), leafHash: Type.String() })),
  size: Count,
})
export type LogEntries = Static<typeof LogEntries>

/** Standard base64; in an address "+" and "/" are escaped, or the alphabet for addresses is used. */
export const LogProofQuery = Closed({ leafHash: Type.String({ minLength: 43, maxLength: 44 }) })
export const LogProof = Closed({
  leafHash: Type.String(),
  leafIndex: Count,
  treeSize: Count,
  inclusionPath: Type.Array(Type.String()),
  rootHash: Type.String(),
  head: PollHead,
})
export type LogProof = Static<typeof LogProof>

export const LogConsistencyQuery = Closed({
  first: Type.Integer({ minimum: 0 }),
  second: Type.Integer({ minimum: 0 }),
})
export const LogConsistency = Closed({ first: Count, second: Count, consistencyPath: Type.Array(Type.String()) })
export type LogConsistency = Static<typeof LogConsistency>

/** Ballots of a secret poll after the close, in the order of the hash of their credentials: those whose hash begins so, and their proof. */
export const CountedQuery = Closed({ prefix: Type.String({ pattern: '^[0-9a-f]{0,4}$' }) })
export const CountedBallots = Closed({
  size: Count,
  rootHash: Type.String(),
  items: Type.Array(
    Closed({
      index: Count,
      credential: Type.String(),
      signature: Type.String(),
      optionIds: Type.Array(Type.String()),
      inclusionPath: Type.Array(Type.String()),
    }),
  ),
  nextIndex: Nullable(Count),
})
export type CountedBallots = Static<typeof CountedBallots>

/** The same body from another member of staff confirms what the first has entered. */
export const PaperBallotRequest = Closed({
  serial: Type.String({ pattern: '^[A-Za-z0-9-]{1,32}$' }),
  rollEntryId: Id,
  optionIds: OptionIds,
  scanImageId: Type.Optional(Id),
})
export type PaperBallotRequest = Static<typeof PaperBallotRequest>

/**
 * `voter` is whose sheet it is: a door, and who votes for it. `scan` is seen by the staff of the place while the sheet waits for its second reader and, of
 * an open poll, after the close; otherwise by the two who handled it. `optionIds` of a secret poll are shown to those two alone, after the close.
 */
export const PaperBallot = Closed({
  id: Id,
  pollId: Id,
  serial: Type.String(),
  rollEntryId: Id,
  voter: Closed({ label: Type.String(), names: Type.Array(Type.String()) }),
  optionIds: Nullable(Type.Array(Type.String())),
  scanImageId: Nullable(Id),
  scan: Nullable(Image),
  state: OneOf('entered', 'confirmed', 'withdrawn'),
  leafHash: Nullable(Type.String()),
  enteredAt: Time,
  can: Can('confirm', 'withdraw'),
})
export type PaperBallot = Static<typeof PaperBallot>

export const PaperBallotAction = Closed({
  id: Id,
  action: OneOf('withdraw'),
  reason: FreeText(LIMITS.reasonText),
})

export const PrintQuery = Closed({
  from: Type.Integer({ minimum: 1, maximum: 999_999 }),
  count: Type.Integer({ minimum: 1, maximum: LIMITS.paperBallotsPrinted }),
})

/** `paper` is how many of the votes came on paper. `passed` by `reasons`, each with the article it rests on. */
export const PollResult = Closed({
  pollId: Id,
  advisory: Type.Boolean(),
  closedAt: Time,
  options: Type.Array(
    Closed({
      id: Type.String(),
      text: Type.String(),
      votes: Count,
      area: Type.Optional(Area),
      paper: Count,
      isChosen: Type.Boolean(),
    }),
  ),
  turnout: Turnout,
  byKind: Closed({ online: Count, paper: Count }),
  passed: Type.Boolean(),
  reasons: Type.Array(PollReason),
  log: Closed({ size: Count, rootHash: Type.String() }),
  can: Can('object', 'print', 'verify'),
})
export type PollResult = Static<typeof PollResult>
