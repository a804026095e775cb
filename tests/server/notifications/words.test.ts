import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { platformMessage } from '../../../server/features/notifications/platform-message'
import { backOffMs, templateOf } from '../../../server/features/notifications/rules'
import { wordsFor } from '../../../server/features/notifications/words'
import { projectRoot } from '../../../server/project-root'
import { NotificationKind, type NotificationSubjectKind } from '../../../src/contract'

const KINDS = NotificationKind.enum as NotificationKind[]
const FULL = {
  name: '林悦',
  grid: '桂花苑第一网格',
  building: '3 号楼',
  household: '1-101',
  reason: '资料不全',
  text: '真好看',
  title: '停水通知',
  publisher: '桂花苑社区',
}

describe.each(KINDS)('%s', (kind) => {
  test.each(['zh-CN', 'en'] as const)('is said in %s, whole or without its parameters', (language) => {
    for (const params of [FULL, {}]) {
      const { title, text } = wordsFor(kind, params, language)
      expect(title.length).toBeGreaterThan(0)
      expect(text.length).toBeGreaterThan(0)
      for (const said of [title, text]) expect(said).not.toMatch(/\bundefined\b|\bnull\b|\s{2}|。。|\.\./)
      if (language === 'zh-CN') expect(title + text).not.toMatch(/你/)
    }
  })
})

test.each([
  ['membership_refused', '您申请的桂花苑第一网格 3 号楼 1-101没有通过核实。原因：资料不全。您可以修改后再申请。'],
  ['notice_reminder', '桂花苑社区请您读一读并确认：停水通知'],
  ['content_hidden', '原因：资料不全。内容仍为您保留；如果您有不同意见，可以申诉。'],
] as const)('%s', (kind, text) => {
  expect(wordsFor(kind, FULL, 'zh-CN').text).toBe(text)
})

test('a reason that ends with a mark of its own gets no second', () => {
  expect(wordsFor('content_warned', { reason: '请文明用语！' }, 'zh-CN').text).toBe(
    '原因：请文明用语！您的内容没有隐藏，请今后留意。',
  )
  expect(wordsFor('content_warned', { reason: 'Be kind!' }, 'en').text).toContain('Reason: Be kind!')
})

test('a long comment is quoted, cut between characters', () => {
  const { text } = wordsFor('post_commented', { name: '林', text: '👋'.repeat(300) }, 'zh-CN')
  expect([...text]).toHaveLength(100)
  expect(text.endsWith('👋…')).toBe(true)
})

test.each([
  ['membership_requested', 'membership'],
  ['membership_ended', 'membership'],
  ['avatar_refused', null],
  ['notice_published', 'notice'],
  ['notice_reminder', 'notice'],
  ['post_commented', 'reply'],
  ['comment_replied', 'reply'],
  ['report_received', null],
  ['content_hidden', null],
] as const)('%s goes to the phone as %s', (kind, template) => {
  expect(templateOf(kind)).toBe(template)
})

describe('a message for the phone', () => {
  const payload = {
    kind: 'notice_published' as const,
    params: { title: '关于本周六上午九点至十二点检修水管暂停供水的通知', publisher: '桂花苑社区' },
    subject: { kind: 'notice' as const, id: '0190b5a0-0000-7000-8000-000000000000' },
    at: '2026-11-20T20:30:00.000Z',
  }

  test('fits WeChat: three fields, twenty characters, the clock on the wall', () => {
    const message = platformMessage('wechat', payload, { subject: 'openid', platformTemplate: 'T', language: 'zh-CN' })
    expect(message.subject).toBe('openid')
    expect(message.page).toMatch(/^pages\/[a-z]+\/[a-z-]+\/index\?id=0190b5a0-/)
    expect(message.data).toEqual({
      thing1: '桂花苑社区发布了公告',
      thing2: '关于本周六上午九点至十二点检修水管暂停…',
      time3: '2026-11-21 04:30',
    })
    expect([...(message.data.thing2 ?? '')]).toHaveLength(20)
  })

  test('and Alipay, whose fields have other names', () => {
    const message = platformMessage('alipay', payload, { subject: 'u', platformTemplate: 'T', language: 'en' })
    expect(Object.keys(message.data)).toEqual(['keyword1', 'keyword2', 'keyword3'])
    expect(message.data.keyword1).toBe('A notice from 桂花苑社区')
  })
})

describe('a message opens', () => {
  const opened = (kind: NotificationKind, subjectKind: NotificationSubjectKind) => {
    const payload = { kind, params: {}, subject: { kind: subjectKind, id: 'x' }, at: '2026-11-20T20:30:00.000Z' }
    return platformMessage('wechat', payload, { subject: 'openid', platformTemplate: 'T', language: 'zh-CN' }).page
  }

  test.each([
    ['notice_published', 'notice', 'notices/detail'],
    ['comment_replied', 'post', 'feed/post'],
    ['membership_requested', 'membership', 'membership/request'],
    ['membership_verified', 'membership', 'membership/waiting'],
    ['content_hidden', 'report', 'moderation/case'],
    ['appeal_answered', 'appeal', 'appeals/detail'],
    ['desk_handed_over', 'hand_over', 'casework/hand-over'],
    ['care_task_given', 'care_task', 'casework/care-task'],
    ['alert_raised', 'alert', 'alerts/detail'],
  ] as const)('%s: the screen that is there for it', (kind, subjectKind, screen) => {
    expect(opened(kind, subjectKind)).toBe(`pages/${screen}/index?id=x`)
    expect(existsSync(join(projectRoot, 'src/pages', screen, 'index.tsx'))).toBe(true)
  })
})

describe('the pause before the next try', () => {
  test('doubles from half a minute to six hours, a quarter more or less', () => {
    for (const id of ['a', 'b', 'c']) {
      for (const [attempts, seconds] of [
        [1, 30],
        [2, 60],
        [3, 120],
        [7, 1_920],
        [12, 21_600],
      ] as const) {
        const pause = backOffMs(id, attempts)
        expect(pause).toBeGreaterThanOrEqual(seconds * 750)
        expect(pause).toBeLessThanOrEqual(seconds * 1_250)
        expect(backOffMs(id, attempts)).toBe(pause)
      }
    }
  })

  test('differs from message to message', () => {
    expect(new Set(['a', 'b', 'c', 'd'].map((id) => backOffMs(id, 3))).size).toBe(4)
  })
})
