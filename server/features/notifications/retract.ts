import type { Tx } from '../../storage/store'
import { deleteNews } from './repository'

export interface RetractedNews {
  /** Whose doings the news told of (News.aboutPersonId). */
  aboutPersonIds: readonly string[]
  subjectId: string
  /** A parameter of the news by which it is known among others of the same subject; null takes back all of them. */
  param: { name: string; value: string } | null
}

/** Takes news back out of inboxes, and out of the outbox where it still waits: what it tells of, often in its own words, is gone. */
export async function retract(tx: Tx, { aboutPersonIds, subjectId, param }: RetractedNews): Promise<void> {
  const mark = param === null ? '' : JSON.stringify({ [param.name]: param.value }).slice(1, -1)
  await deleteNews(tx, { aboutPersonIds: [...new Set(aboutPersonIds)], subjectId, mark })
}
