/** An alert as the server would answer it, for the tests of pages. */
export const ALERT = {
  id: 'x1',
  place: { id: 'g1', kind: 'grid', name: '第一网格' },
  community: { id: 'c1', kind: 'community', name: '桂花苑社区' },
  name: '陈奶奶',
  description: '短白发，蓝色外套',
  image: { id: 'i1', width: 4, height: 4, state: 'approved', urls: { thumb: '/t', full: '/f' } },
  lastPlace: '菜场门口',
  lastSeenAt: '2026-01-02T00:00:00.000Z',
  location: null,
  state: 'open',
  sightings: 0,
  createdAt: '2026-01-02T00:00:00.000Z',
  endedAt: null,
  can: { end: false, report_sighting: true, see_sightings: false },
}
