import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { Can, Closed, Count, FreeText, Id, Nullable, OneOf, Time } from './primitives'

const Percent = Type.Integer({ minimum: 0, maximum: 100 })

/** What is to be done, by whom (an office, a firm, a group of neighbours), which step shows that it goes on, and until when. */
export const NewTask = Closed({
  id: Type.Optional(Id),
  title: FreeText(LIMITS.taskTitle),
  owner: FreeText(LIMITS.taskOwner),
  milestone: Type.Optional(FreeText(LIMITS.taskTitle)),
  dueAt: Time,
})
export type NewTask = Static<typeof NewTask>

export const TaskProgress = Closed({ percent: Percent, note: Nullable(Type.String()), at: Time })
export type TaskProgress = Static<typeof TaskProgress>

/** `claims`: neighbours who help with it; `claimed`: the caller is one of them. */
export const Task = Closed({
  id: Id,
  title: Type.String(),
  owner: Type.String(),
  milestone: Nullable(Type.String()),
  dueAt: Time,
  percent: Percent,
  overdue: Type.Boolean(),
  doneAt: Nullable(Time),
  claims: Count,
  claimed: Type.Boolean(),
  progress: Type.Array(TaskProgress),
  can: Can('report', 'claim', 'release'),
})
export type Task = Static<typeof Task>

/** The secretary, or a neighbour who claimed the task, reports how far it is; 100 is done. Residents claim it, and release it again. */
export const TaskAction = Type.Union([
  Closed({
    id: Id,
    action: Type.Literal('report'),
    percent: Percent,
    note: Type.Optional(FreeText(LIMITS.ratingText)),
  }),
  Closed({ id: Id, action: Type.Literal('claim') }),
  Closed({ id: Id, action: Type.Literal('release') }),
])
export type TaskAction = Static<typeof TaskAction>

/** A quarter of a year, or all of it. */
export const RankingQuery = Closed({
  year: Type.Integer({ minimum: 2000, maximum: 9999 }),
  quarter: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
})

/**
 * 一项目一评议. `score` is the mean of all stars and of five more of three stars each, so that one friend's five stars do not win (a Bayesian mean).
 * `selected`: among the first three of a whole year, with five ratings at least.
 */
export const RankedProject = Closed({
  id: Id,
  rank: Type.Integer({ minimum: 1 }),
  title: Type.String(),
  publishedAt: Time,
  ratings: Count,
  stars: Nullable(Type.Number()),
  score: Type.Number(),
  tasks: Count,
  tasksDone: Count,
  claims: Count,
  selected: Type.Boolean(),
  can: Can('open'),
})
export type RankedProject = Static<typeof RankedProject>

export const Ranking = Closed({ from: Time, to: Time, items: Type.Array(RankedProject) })
export type Ranking = Static<typeof Ranking>

export const TalkQuery = Closed({ days: Type.Optional(Type.Integer({ minimum: 1, maximum: LIMITS.talkDays })) })

export const TalkSourceKind = OneOf('post', 'comment', 'appeal')
export type TalkSourceKind = Static<typeof TalkSourceKind>

const TalkSource = Closed({ kind: TalkSourceKind, id: Id, text: Type.String(), createdAt: Time })

/** What a place talks about: of each category how much, of each word in how many things by how many people, each with the newest of these. */
export const Talk = Closed({
  from: Time,
  to: Time,
  looked: Count,
  categories: Type.Array(
    Closed({ kind: TalkSourceKind, category: Type.String(), count: Count, sources: Type.Array(TalkSource) }),
  ),
  words: Type.Array(Closed({ word: Type.String(), count: Count, people: Count, sources: Type.Array(TalkSource) })),
})
export type Talk = Static<typeof Talk>

/** What a resident says of an outcome. Whose stars they are is told to nobody. */
export const RatingLine = Closed({
  id: Id,
  stars: Type.Integer({ minimum: 1, maximum: 5 }),
  text: Nullable(Type.String()),
  at: Time,
  can: Can('answer'),
})
export type RatingLine = Static<typeof RatingLine>
