import { type Static, Type } from '@sinclair/typebox'
import { ContentState } from './feed'
import { LIMITS } from './limits'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, PageQuery, Time } from './primitives'

export const OpinionVote = OneOf('agree', 'disagree', 'pass')
export type OpinionVote = Static<typeof OpinionVote>

export const CreateStatementRequest = Closed({ topicId: Id, text: FreeText(LIMITS.statementText) })
export type CreateStatementRequest = Static<typeof CreateStatementRequest>

/**
 * An opinion that others agree or disagree with. Nobody is told whose it is. `number` counts the statements of a topic; `vote` is the caller's
 * own; `reason`, for its author: why it is not shown.
 */
export const Statement = Closed({
  id: Id,
  topicId: Id,
  number: Count,
  text: Type.String(),
  state: ContentState,
  mine: Type.Boolean(),
  vote: Nullable(OpinionVote),
  reason: Nullable(Type.String()),
  createdAt: Time,
  can: Can('vote', 'show', 'hide'),
})
export type Statement = Static<typeof Statement>

/** `mine`: my own, in every state. Those who moderate see all states. */
export const StatementsQuery = Closed({
  ...PageQuery,
  state: Type.Optional(ContentState),
  mine: Type.Optional(Type.Boolean()),
})

/** How many statements the caller has not voted on, this one among them. */
export const NextStatement = Closed({ ...Statement.properties, remaining: Count })
export type NextStatement = Static<typeof NextStatement>

export const SimilarStatementsQuery = Closed({ text: FreeText(LIMITS.statementText) })

/** Like it, from 0 to 1, the most alike first. */
export const SimilarStatement = Closed({
  id: Id,
  text: Type.String(),
  similarity: Type.Number(),
  vote: Nullable(OpinionVote),
  can: Can('vote'),
})
export type SimilarStatement = Static<typeof SimilarStatement>

export const SimilarStatements = Closed({ items: Type.Array(SimilarStatement) })
export type SimilarStatements = Static<typeof SimilarStatements>

export const StatementAction = Type.Union([
  Closed({ id: Id, action: Type.Literal('show') }),
  Closed({ id: Id, action: Type.Literal('hide'), reason: FreeText(LIMITS.reasonText) }),
])
export type StatementAction = Static<typeof StatementAction>

export const VoteParams = Closed({ id: Id, statementId: Id })

export const CastVoteRequest = Closed({ vote: OpinionVote })
export type CastVoteRequest = Static<typeof CastVoteRequest>

export const VoteAnswer = Closed({ topicId: Id, statementId: Id, vote: OpinionVote })
export type VoteAnswer = Static<typeof VoteAnswer>

/** How a group, called A to E, stands to a statement. `representative`: one of the few by which the group is told from the others. */
export const GroupStatement = Closed({
  id: Id,
  agree: Count,
  disagree: Count,
  seen: Count,
  repness: Type.Number(),
  for: OneOf('agree', 'disagree'),
  representative: Type.Boolean(),
})

/**
 * The opinion map (民意图). No person can be told from it: groups under 5 are folded, the dots of the picture stand on a coarse grid from −1 to 1, and
 * `mine`, where the caller stands, is told to the caller alone. `tooFew`: the votes do not tell groups apart. `texts` are the statements named.
 */
export const OpinionMap = Closed({
  participants: Count,
  statements: Count,
  votes: Count,
  tooFew: Type.Boolean(),
  groups: Type.Array(Closed({ id: Type.String(), size: Count, statements: Type.Array(GroupStatement) })),
  consensus: Type.Array(Closed({ id: Id, score: Type.Number() })),
  points: Type.Array(Closed({ x: Type.Number(), y: Type.Number(), group: Type.String(), people: Count })),
  mine: Nullable(Closed({ x: Type.Number(), y: Type.Number(), group: Type.String() })),
  texts: Type.Array(Closed({ id: Id, text: Type.String() })),
  computedAt: Time,
  ageSeconds: Count,
  can: Can('vote', 'download'),
})
export type OpinionMap = Static<typeof OpinionMap>
