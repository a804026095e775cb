import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { newId } from '../../server/kernel/ids'
import { projectRoot } from '../../server/project-root'
import { launchBrowser, openPhone } from '../support/browser'
import { freshBuild } from '../support/builds'
import { launchMiniProgram } from '../support/mini-program/launch'
import { type ServerProcess, startServerProcess } from '../support/server-process'
import { type DemoIds, IN_OTHER_LIGHT, SCREENS, type ScreenShot } from './screens-list'

const FOLDER = join(projectRoot, 'docs/screens')
/** Pictures are kept at a phone's points: sharp enough to judge, and small enough to keep those of every screen on three ends. */
const WIDTH_KEPT = 390
const BUILT_FOR = 'http://127.0.0.1:3000'
const SETTLE_MS = 900

interface Look {
  suffix: string
  elder: boolean
  theme: 'light' | 'dark'
}
const PLAIN: Look = { suffix: '', elder: false, theme: 'light' }
const LOOKS: readonly Look[] = [
  { suffix: '-elder', elder: true, theme: 'light' },
  { suffix: '-dark', elder: false, theme: 'dark' },
]

const dataDir = mkdtempSync(join(tmpdir(), 'linli-screens-'))
let server: ServerProcess
let browser: Browser
let ids: DemoIds

beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true })
  server = await startServerProcess({ dataDir, env: { LINLI_DEMO_EXTENT: 'life' } })
  browser = await launchBrowser()
  ids = await findIds()
})
afterAll(async () => {
  await browser?.close()
  await server?.kill()
  rmSync(dataDir, { recursive: true, force: true })
})

const shots: [string, ScreenShot, Look][] = SCREENS.flatMap((screen) =>
  [PLAIN, ...(IN_OTHER_LIGHT.includes(screen.name) ? LOOKS : [])].map((look): [string, ScreenShot, Look] => [
    `${screen.name}${look.suffix}`,
    screen,
    look,
  ]),
)

describe('the browser', () => {
  test.each(shots)('%s', async (name, screen, look) => {
    freshBuild('h5')
    const phone = await openPhone(browser, server.address, { theme: look.theme })
    try {
      await setElder(screen.persona, look.elder)
      if (screen.persona) await phone.signInAs(screen.persona)
      await phone.page.goto(`${server.address}${screen.path(ids)}`)
      if (screen.typed) await phone.page.getByPlaceholder(screen.typed.into).last().fill(screen.typed.text)
      await phone.page.getByText(screen.shows).filter({ visible: true }).first().waitFor()
      await phone.page.waitForTimeout(SETTLE_MS)
      await keep(await phone.page.screenshot(), `h5-${name}`)
    } finally {
      await phone.context.close()
    }
  })
})

describe.each(['weapp', 'alipay'] as const)('%s', (end) => {
  test.each(shots)('%s', async (name, screen, look) => {
    const { persona } = screen
    await setElder(persona, look.elder)
    // As platform/storage.ts keeps it: JSON.
    const storage = persona ? { 'linli.token': JSON.stringify(await server.signIn(persona)) } : {}
    const program = await launchMiniProgram({
      dist: freshBuild(end),
      end,
      apiBase: server.address,
      builtFor: BUILT_FOR,
      browser,
      theme: look.theme,
      storage,
      ...entryOf(screen.path(ids)),
    })
    try {
      if (screen.typed) await program.fill(screen.typed.into, screen.typed.text)
      await program.waitForText(screen.shows)
      await program.page.waitForTimeout(SETTLE_MS)
      await keep(await program.page.screenshot(), `${end}-${name}`)
    } finally {
      await program.close()
    }
  })
})

/** A page opened first, as a code or a shared card opens it. */
function entryOf(address: string): { path: string; query: Record<string, string> } {
  const { pathname, searchParams } = new URL(address, 'http://entry.invalid')
  return { path: pathname.slice(1), query: Object.fromEntries(searchParams) }
}

async function keep(picture: Buffer, name: string): Promise<void> {
  await sharp(picture)
    .resize({ width: WIDTH_KEPT })
    .webp({ quality: 78, effort: 6 })
    .toFile(join(FOLDER, `${name}.webp`))
}

async function call(persona: string, path: string, method = 'GET', body?: unknown) {
  const headers: Record<string, string> = { authorization: `Bearer ${await server.signIn(persona)}` }
  if (body) headers['content-type'] = 'application/json'
  const answer = await fetch(`${server.address}/api/v1${path}`, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return (await answer.json()) as never
}

async function setElder(persona: string | null, elderMode: boolean): Promise<void> {
  if (persona) await call(persona, '/me', 'PATCH', { elderMode })
}

/** A case that waits for stars, one on the officer's desk, and somebody missing: made here, whatever the demo holds. */
async function makeCases(gridId: string, buildingId: string) {
  const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
  const report = async (persona: string, text: string) => {
    const id = newId()
    await call(persona, `/appeals/${id}`, 'PUT', { placeId: buildingId, category: 'facilities', text, imageIds: [] })
    return id
  }
  const answeredAppealId = await report('resident-li', '三楼走廊水管漏水，积水到楼梯')
  await call('grid-officer-wang', `/appeals/${answeredAppealId}/actions`, 'POST', act('accept'))
  const answer = act('answer', { text: '水管接头已换好，楼梯也擦干了。再漏请随时告诉我们。' })
  await call('grid-officer-wang', `/appeals/${answeredAppealId}/actions`, 'POST', answer)
  const openAppealId = await report('resident-zhou', '单元门的闭门器坏了，门一直敞着')
  await call('resident-li', `/appeals/${openAppealId}/actions`, 'POST', act('join'))
  const [imageId, alertId] = [newId(), newId()]
  const photo = await sharp({ create: { width: 900, height: 900, channels: 3, background: '#8aa39a' } })
    .jpeg()
    .toBuffer()
  await fetch(`${server.address}/api/v1/images/${imageId}`, {
    method: 'PUT',
    headers: {
      authorization: `Bearer ${await server.signIn('grid-officer-wang')}`,
      'content-type': 'image/jpeg',
    },
    body: new Uint8Array(photo),
  })
  await call('grid-officer-wang', `/alerts/${alertId}`, 'PUT', {
    placeId: gridId,
    name: '陈奶奶',
    description: '78 岁，一米五五，短白发，蓝色外套，说话慢。',
    imageId,
    lastPlace: '桂花路菜场门口',
    lastSeenAt: new Date(Date.now() - 40 * 60_000).toISOString(),
  })
  return { answeredAppealId, openAppealId, alertId }
}

/** The owners' register with a couple in it; a poll of the owners whose roll is about to be corrected, and one that has come to its result. */
async function makePolls(gridId: string, communityId: string) {
  const act = (action: string, more: object = {}) => ({ id: newId(), action, ...more })
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const rows = [
    '楼栋,房号,网格,面积,面积来源,业主编号,业主,份额,投票人',
    '1 号楼,1-201,桂花苑第一网格,89.12,登记,A-0012,李建国,1/2,是',
    '1 号楼,1-201,桂花苑第一网格,89.12,登记,A-0013,陈秀英,1/2,',
    '1 号楼,1-202,桂花苑第一网格,76.5,测绘,A-0014,周文斌,,',
  ]
  const ask = async (question: string, opensAt: string) => {
    const id = newId()
    await call('secretary-zhang', `/polls/${id}`, 'PUT', {
      placeId: gridId,
      question,
      body: '',
      options: [
        { id: 'yes', text: '同意' },
        { id: 'no', text: '反对' },
      ],
      choices: { min: 1, max: 1 },
      secrecy: 'open',
      electorate: 'owners',
      rule: { kind: 'civil_code_278_ordinary' },
      opensAt,
      closesAt: inDays(9),
    })
    await call('secretary-zhang', `/polls/${id}/actions`, 'POST', act('announce'))
    return id
  }
  const displayedPollId = await ask('使用维修资金更换 3 号楼主水管', inDays(2))
  await fetch(`${server.address}/api/v1/places/${communityId}/owners-imports/${newId()}`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${await server.signIn('secretary-zhang')}`, 'content-type': 'text/csv' },
    body: rows.join('\n'),
  })
  const said = { about: 'roll', text: '我家 1-201 登记的面积是 89.12 平方米，名册上不是这个数。' }
  await call('resident-0003', `/polls/${displayedPollId}/objections/${newId()}`, 'PUT', said)
  const path = `/polls/${displayedPollId}/roll`
  const find = async (what: string): Promise<{ items: { id: string; label: string }[] }> =>
    call('grid-officer-wang', `${path}/${what}?q=${encodeURIComponent('1 号楼 1-201')}`)
  const [old, now] = [(await find('entries')).items[0], (await find('candidates')).items[0]]
  await call('grid-officer-wang', `/polls/${displayedPollId}/corrections/${newId()}`, 'PUT', {
    remove: [old?.id],
    add: [{ householdId: now?.id }],
    reason: '面积按不动产登记更正',
  })
  const closedPollId = await ask('更换水泵房的两台水泵', new Date().toISOString())
  for (const [persona, optionId] of [
    ['resident-li', 'yes'],
    ['resident-0001', 'yes'],
    ['resident-0005', 'no'],
  ] as const)
    await call(persona, `/polls/${closedPollId}/ballots/${newId()}`, 'PUT', { optionIds: [optionId] })
  await call('secretary-zhang', `/polls/${closedPollId}/actions`, 'POST', act('close'))
  return { displayedPollId, closedPollId }
}

async function findIds(): Promise<DemoIds> {
  type Items<T> = { items: T[] }
  const demo = (await (await fetch(`${server.address}/api/v1/demo`)).json()) as {
    communities: { id: string; grids: { id: string; code: string; buildings: { id: string }[] }[] }[]
  }
  const community = demo.communities[0]
  const grid = community?.grids[0]
  const feed: Items<{ id: string; images: unknown[]; comments: number }> = await call(
    'resident-li',
    `/places/${grid?.id}/feed?limit=50`,
  )
  const notices: Items<{ id: string; needsReceipt: boolean; can: { confirm: boolean } }> = await call(
    'resident-li',
    `/places/${grid?.id}/notices?limit=50`,
  )
  const activities: Items<{ id: string; shifts: { id: string; waiting: number }[] }> = await call(
    'resident-li',
    `/places/${grid?.id}/activities`,
  )
  const activity =
    activities.items.find(({ shifts }) => shifts.some(({ waiting }) => waiting > 0)) ?? activities.items[0]
  const desk: Items<{ kind: string; id: string }> = await call('grid-officer-wang', '/me/desk')
  const account: { accountId: string } = await call('resident-li', '/me/account')
  const entries: Items<{ id: string; head: unknown }> = await call(
    'resident-li',
    `/accounts/${account.accountId}/transfers`,
  )
  const polls: Items<{ id: string; state: string }> = await call('resident-li', `/places/${grid?.id}/polls`)
  const redemptions: Items<{ id: string; state: string }> = await call('resident-li', '/me/redemptions')
  const withReceipt =
    notices.items.find(({ needsReceipt, can }) => needsReceipt && can.confirm) ??
    notices.items.find(({ needsReceipt }) => needsReceipt)
  const topics: Items<{ id: string; state: string }> = await call('resident-li', `/places/${grid?.id}/topics?limit=50`)
  const topicIn = (wanted: string) => topics.items.find(({ state }) => state === wanted)?.id ?? ''
  const made = await makeCases(grid?.id ?? '', grid?.buildings[2]?.id ?? '')
  return {
    ...made,
    ...(await makePolls(grid?.id ?? '', community?.id ?? '')),
    gridId: grid?.id ?? '',
    posterCode: grid?.code ?? '',
    postId: feed.items.find(({ images, comments }) => images.length > 1 && comments > 3)?.id ?? feed.items[0]?.id ?? '',
    noticeId: withReceipt?.id ?? '',
    receiptNoticeId: withReceipt?.id ?? '',
    membershipId: desk.items.find(({ kind }) => kind === 'membership')?.id ?? '',
    caseId: desk.items.find(({ kind }) => kind === 'report')?.id ?? '',
    transferId: entries.items.find(({ head }) => head !== null)?.id ?? '',
    openTopicId: topicIn('open'),
    meetingTopicId: topicIn('scheduled'),
    settledTopicId: topicIn('evaluated'),
    pollId: polls.items.find(({ state }) => state === 'open')?.id ?? '',
    redemptionId: redemptions.items.find(({ state }) => state === 'reserved')?.id ?? '',
    activityId: activity?.id ?? '',
    shiftId: activity?.shifts[0]?.id ?? '',
  }
}
