import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { checkText } from '../moderation'

interface Words {
  /** The field that they are in. */
  path: string
  text: string
  scene: 'comment' | 'post'
  personId: string
}

/**
 * For words that are shown at once and cannot wait for somebody to look at them: what the content check doubts is let through, what it refuses is
 * not. Never call it inside `store.write`. @throws Problem invalid_request
 */
export async function checkWords(deps: Deps, { path, ...words }: Words): Promise<void> {
  if (words.text.trim() === '' || (await checkText(deps, words)).state !== 'hidden') return
  const fields = [{ path, message: 'refused by the content check' }]
  throw new Problem('invalid_request', { fields, sentence: 'refused_by_check' })
}
