import type { ContentState, Image, ReportSubjectKind } from '../../../src/contract'
import type { Reader, Tx } from '../../storage/store'

/** A post or comment as moderation sees it: hidden and pending ones too, the text as it was written. */
export interface ReportableSubject {
  communityId: string
  gridId: string
  gridPath: string
  /** The post itself, or the post that the comment stands under: where a notification leads. */
  postId: string
  authorId: string
  text: string
  imageIds: string[]
  state: ContentState
  createdAt: Date
}

/** What moderation needs of posts and comments. Given by the feed in moderation-ports.ts, because the feed imports moderation. */
export interface ReportableSubjects {
  find(reader: Reader, kind: ReportSubjectKind, id: string): Promise<ReportableSubject | null>
  setState(tx: Tx, kind: ReportSubjectKind, id: string, state: ContentState): Promise<void>
}

/** What moderation needs of pictures. Given by media in moderation-ports.ts, because media imports moderation. */
export interface ModerationPictures {
  addressOf(imageId: string, variant: 'thumb' | 'full'): string
  /** The pictures in the order of the ids; one that is gone is left out. An insider's addresses open what is withheld, too. */
  presentImages(reader: Reader, ids: readonly string[], audience: 'insider' | 'anybody'): Promise<Image[]>
  /** Null where it is gone; `url` is null where we have no address that a platform could reach. */
  findForCheck(reader: Reader, imageId: string): Promise<{ url: string | null; ownerId: string } | null>
  setState(tx: Tx, imageId: string, state: 'approved' | 'refused', at: Date): Promise<void>
}

export interface ModerationPorts {
  subjects: ReportableSubjects
  pictures: ModerationPictures
}
