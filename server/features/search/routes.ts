import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { IdParams, LIMITS, Page, SearchHit, SearchQuery } from '../../../src/contract'
import type { Deps } from '../../deps'
import { toPage } from '../../kernel/cursor'
import { Problem } from '../../kernel/problem'
import { normaliseLine } from '../../kernel/text'
import { callerOf } from '../../plumbing/auth'
import { presentHit } from './presenter'
import { WORDS_MIN } from './rules'
import { searchGrid } from './search-grid'

export const searchRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  app.get(
    '/places/:id/search',
    {
      schema: {
        tags: ['search'],
        summary: 'Posts and notices of a grid in which the words stand, newest first',
        description: `The words are ${WORDS_MIN} to ${LIMITS.searchText} code points long after NFKC.`,
        params: IdParams,
        querystring: SearchQuery,
        response: { 200: Page(SearchHit) },
      },
    },
    async (request) => {
      const { personId } = callerOf(request)
      const { q, limit = LIMITS.pageDefault, cursor } = request.query
      const words = normaliseLine(q, 'q', LIMITS.searchText)
      if ([...words].length < WORDS_MIN)
        throw new Problem('invalid_request', {
          fields: [{ path: 'q', message: `shorter than ${WORDS_MIN} characters` }],
        })
      const hits = await searchGrid(deps, { gridId: request.params.id, personId, words, cursor, limit })
      return toPage(
        hits,
        limit,
        (hit) => [hit.createdAt, hit.id],
        (hit) => presentHit(hit, words),
      )
    },
  )
}
