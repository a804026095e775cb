import { expect, test } from 'vitest'
import { ApiError } from '../../../src/api/problems'
import { OfflineError } from '../../../src/platform/network-errors'
import { Sender } from '../../../src/stores/sender'

function begin() {
  let made = 0
  const sender = new Sender({ newId: () => `id-${++made}` })
  const ids: string[] = []
  const send = (end?: Error) =>
    sender.run('redeem.towel', async (id) => {
      ids.push(id)
      if (end) throw end
      return 'done'
    })
  return { sender, send, ids }
}

test.each([
  ['no answer at all', new OfflineError('no network')],
  ['a proxy that gave up waiting', new ApiError(504, 'unreadable', '')],
  ['a server that is busy', new ApiError(503, 'overloaded', '')],
])('after %s the next try is the same request', async (_, error) => {
  const { sender, send, ids } = begin()
  expect(await send(error)).toBeNull()
  expect(sender.trouble).not.toBeNull()
  expect(await send()).toBe('done')
  expect(ids).toEqual(['id-1', 'id-1'])
  expect(sender.trouble).toBeNull()
})

test('what was refused, or done, is another wish the next time', async () => {
  const { send, ids } = begin()
  await send(new ApiError(409, 'wrong_state', ''))
  await send()
  await send()
  expect(ids).toEqual(['id-1', 'id-2', 'id-3'])
})

test('a second tap while the first is on its way sends nothing', async () => {
  const { send, ids } = begin()
  const [first, second] = await Promise.all([send(), send()])
  expect([first, second, ids]).toEqual(['done', null, ['id-1']])
})

test('whoever signs in next repeats nothing of the one before', async () => {
  const { sender, send, ids } = begin()
  await send(new OfflineError('no network'))
  sender.forget()
  await send()
  expect(ids).toEqual(['id-1', 'id-2'])
})
