import type { SearchHit } from '../../../src/contract'
import { excerptOf, type Hit } from './rules'

export function presentHit(hit: Hit, words: string): SearchHit {
  return {
    id: hit.id,
    kind: hit.kind,
    title: hit.title,
    text: excerptOf(hit.text, words),
    createdAt: new Date(hit.createdAt).toISOString(),
    can: { open: true },
  }
}
