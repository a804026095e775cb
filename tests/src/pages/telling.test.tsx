import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { TellMe } from '../../../src/pages/frame/TellMe'
import { useTelling } from '../../../src/pages/frame/use-telling'
import { renderPage } from '../../support/render-page'
import { fakeWorld, ok, settle } from '../stores/fake-world'

const end = process.env.TARO_ENV ?? ''
const channel = ({ weapp: 'wechat', alipay: 'alipay' } as Record<string, string>)[end]
const TEMPLATES = {
  items: ['notice', 'reply', 'appeal'].map((template) => ({ template, platformTemplate: `T-${template}` })),
}

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

/** A phone whose owner allows all but replies. */
function stubPlatform(): string[][] {
  const asked: string[][] = []
  const allows = (id: string) => id !== 'T-reply'
  vi.stubGlobal('wx', {
    requestSubscribeMessage: ({ tmplIds, success }: { tmplIds: string[]; success: (answer: object) => void }) => {
      asked.push(tmplIds)
      success(Object.fromEntries(tmplIds.map((id) => [id, allows(id) ? 'accept' : 'reject'])))
    },
  })
  vi.stubGlobal('my', {
    requestSubscribeMessage: ({ entityIds, success }: { entityIds: string[]; success: (answer: object) => void }) => {
      asked.push(entityIds)
      success({ subscribedEntityIds: entityIds.filter(allows) })
    },
  })
  return asked
}

/** What a page with an act of its own does: it asks within the same tap. */
function Confirming() {
  const { ask } = useTelling(['notice'])
  return (
    <button type='button' onClick={() => void ask()}>
      我已知晓
    </button>
  )
}

async function open(Page: React.ComponentType) {
  const world = fakeWorld({
    routes: { 'GET /subscription-templates': () => ok(TEMPLATES), 'POST /me/subscriptions': () => ({ status: 204 }) },
  })
  await world.start()
  renderPage(world.stores, Page)
  await act(settle)
  return world
}

if (channel) {
  test('an act asks within its tap, and the server learns what was allowed', async () => {
    const asked = stubPlatform()
    const world = await open(Confirming)
    fireEvent.click(screen.getByText('我已知晓'))
    // Later would be too late: the platform answers taps alone.
    expect(asked).toEqual([['T-notice']])
    await act(settle)
    expect(world.linesOf('POST /me/subscriptions')).toMatchObject([{ body: { channel, templates: ['notice'] } }])
  })
}

const Offer = () => (
  <TellMe templates={['notice', 'reply', 'appeal']} wechatText='告诉我' alipayText='告诉我' doneText='好的' />
)

test('the offer stands where a platform can tell, and not in a browser', async () => {
  stubPlatform()
  await open(Offer)
  expect(document.body.textContent?.includes('告诉我') || document.querySelector('t-button') !== null).toBe(
    channel !== undefined,
  )
})
