import { type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Demo } from '../../../src/contract'
import type { Deps } from '../../deps'
import { Problem } from '../../kernel/problem'
import { PERSONAS } from '../../storage/seed/demo-people'
import { isWithin, listSubtree } from '../places'

/** The ids of the demo places and who can be signed in as, for people trying Linli and for programs that tell a story. Demo only. */
export const demoRoutes: FastifyPluginAsyncTypebox<{ deps: Deps }> = async (app, { deps }) => {
  if (!deps.config.isDemo) return
  app.get(
    '/demo',
    {
      schema: {
        tags: ['identity'],
        summary: 'The demo places (only with demo on)',
        security: [],
        response: { 200: Demo },
      },
    },
    async (): Promise<Demo> => {
      const { read } = deps.store
      const [city] = await listSubtree(read, '', 'city')
      if (!city) throw new Problem('not_found')
      const of = async (kind: string) => (await listSubtree(read, city.path, kind)).filter((place) => place.isDemo)
      const [districts, streets, communities, grids, buildings, departments] = await Promise.all(
        ['district', 'street', 'community', 'grid', 'building', 'department'].map(of),
      )
      const below = <T extends { path: string }>(places: T[] | undefined, path: string) =>
        (places ?? []).filter((place) => isWithin(place.path, path))
      return {
        cityId: city.id,
        districtId: districts?.[0]?.id ?? '',
        streetId: streets?.[0]?.id ?? '',
        communities: (communities ?? []).map((community) => ({
          id: community.id,
          name: community.name,
          grids: below(grids, community.path).map((grid) => ({
            id: grid.id,
            name: grid.name,
            code: grid.code ?? '',
            buildings: below(buildings, grid.path).map(({ id, name }) => ({ id, name })),
          })),
        })),
        departments: (departments ?? []).map(({ id, name }) => ({ id, name })),
        personas: PERSONAS.map(({ code, displayName, about }) => ({ code, displayName, about })),
      }
    },
  )
}
