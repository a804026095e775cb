import { LIMITS, type TopicAction, type WriteMinutesRequest } from '../../../src/contract'
import { normaliseLine, normaliseText } from '../../kernel/text'
import { invalid } from './rules'

/** The texts of an act as they are stored. @throws Problem invalid_request */
export function normaliseAction(action: TopicAction): TopicAction {
  switch (action.action) {
    case 'refuse':
      return { ...action, reason: normaliseText(action.reason, 'reason', LIMITS.reasonText) }
    case 'schedule':
      return { ...action, address: normaliseLine(action.address, 'address', LIMITS.meetingAddress) }
    case 'review':
    case 'answer':
      return { ...action, text: normaliseText(action.text, 'text', LIMITS.outcomeText) }
    case 'publish':
      return normalisePublish(action)
    case 'evaluate':
      return action.text === undefined
        ? action
        : { ...action, text: normaliseText(action.text, 'text', LIMITS.ratingText) }
    default:
      return action
  }
}

function normalisePublish(action: Extract<TopicAction, { action: 'publish' }>): TopicAction {
  const outcome = normaliseText(action.outcome, 'outcome', LIMITS.outcomeText)
  if (action.tasks === undefined) return { ...action, outcome }
  const tasks = action.tasks.map((task, index) => ({
    ...task,
    title: normaliseLine(task.title, `tasks/${index}/title`, LIMITS.taskTitle),
    owner: normaliseLine(task.owner, `tasks/${index}/owner`, LIMITS.taskOwner),
    ...(task.milestone === undefined
      ? {}
      : { milestone: normaliseLine(task.milestone, `tasks/${index}/milestone`, LIMITS.taskTitle) }),
  }))
  const ids = tasks.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (new Set(ids).size < ids.length) throw invalid('tasks', 'one id twice')
  return { ...action, outcome, tasks }
}

export function normaliseMinutes(body: WriteMinutesRequest): WriteMinutesRequest {
  return {
    text: normaliseText(body.text, 'text', LIMITS.minutesText),
    decisions: body.decisions.map((text, at) => normaliseText(text, `decisions/${at}`, LIMITS.decisionText)),
    assignments: body.assignments.map(({ who, what, until }, at) => ({
      who: normaliseLine(who, `assignments/${at}/who`, LIMITS.taskOwner),
      what: normaliseText(what, `assignments/${at}/what`, LIMITS.decisionText),
      until,
    })),
    imageIds: body.imageIds,
  }
}
