import { describe, expect, test } from 'vitest'
import { UploadRoom, Workshop } from '../../../server/features/media/workshop'
import { Problem } from '../../../server/kernel/problem'

/** Work that ends when it is told to. */
function work(log: string[], name: string) {
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const start = async () => {
    log.push(name)
    await ended
    return name
  }
  return { start, end: () => end() }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

describe('the workshop', () => {
  test('has so many benches and a line of so many; whoever comes then is told to come back', async () => {
    const shop = new Workshop(2, 2)
    const log: string[] = []
    const pieces = ['a', 'b', 'c', 'd'].map((name) => work(log, name))
    const done = pieces.map(({ start }) => shop.run(1, start))
    expect(log).toEqual([])
    await settle()
    expect(log).toEqual(['a', 'b'])
    await expect(shop.run(1, async () => 'e')).rejects.toThrow(Problem)
    pieces[1]?.end()
    await settle()
    expect(log).toEqual(['a', 'b', 'c'])
    for (const piece of pieces) piece.end()
    expect(await Promise.all(done)).toEqual(['a', 'b', 'c', 'd'])
  })

  test('gives a large piece all benches, in its turn', async () => {
    const shop = new Workshop(2, 5)
    const log: string[] = []
    const [small, large, after] = [work(log, 'small'), work(log, 'large'), work(log, 'after')]
    const done = [shop.run(1, small.start), shop.run(2, large.start), shop.run(1, after.start)]
    await settle()
    expect(log).toEqual(['small'])
    small.end()
    await settle()
    expect(log).toEqual(['small', 'large'])
    large.end()
    after.end()
    expect(await Promise.all(done)).toEqual(['small', 'large', 'after'])
  })

  test('a bench is free again after work that failed', async () => {
    const shop = new Workshop(1, 1)
    await expect(shop.run(1, () => Promise.reject(new Error('spoilt')))).rejects.toThrow('spoilt')
    expect(await shop.run(1, async () => 'fine')).toBe('fine')
  })
})

describe('the room for uploads', () => {
  test('is given back once, however often it is left', () => {
    const room = new UploadRoom(10, 10)
    const leave = room.take('li', 6)
    expect(() => room.take('zhou', 5)).toThrow(Problem)
    leave()
    leave()
    room.take('li', 10)
    expect(() => room.take('zhou', 1)).toThrow(Problem)
  })

  test('is never one person’s: who holds their part of it waits, while others come in', () => {
    const room = new UploadRoom(100, 20)
    const leave = room.take('li', 10)
    room.take('li', 10)
    expect(() => room.take('li', 1)).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
    room.take('zhou', 20)
    leave()
    leave()
    room.take('li', 10)
    expect(() => room.take('li', 1)).toThrow(expect.objectContaining({ code: 'too_many_requests' }))
  })
})
