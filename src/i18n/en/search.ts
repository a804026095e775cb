import type { Translated } from '../translated'
import type { search as source } from '../zh-CN/search'

export const search: Translated<typeof source> = {
  title: 'Search',
  placeholder: 'For example: water, bicycle',
  where: 'Looks through the notices and posts of {{grid}}',
  beginTitle: 'What are you looking for?',
  beginText: 'Two or three characters will do. Nothing you look for is kept.',
  none: 'Nothing found for “{{words}}”',
  noneText: 'Try other words, or fewer of them.',
  kinds: { post: 'Post', notice: 'Notice' },
  end: 'That is all that was found',
}
