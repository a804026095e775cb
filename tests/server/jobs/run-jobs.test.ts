import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Deps } from '../../../server/deps'
import { type Job, runJob, startJobs } from '../../../server/jobs/run-jobs'
import { buildTestApp, newId, type TestApp } from '../../support/build-test-app'
import { Gate, until } from '../../support/gate'

let t: TestApp
let logged: { bindings: Record<string, unknown>; message: string }[]
let deps: Deps
beforeEach(async () => {
  t = await buildTestApp()
  logged = []
  const error = (bindings: Record<string, unknown>, message: string) => logged.push({ bindings, message })
  deps = { ...t.deps, log: { ...t.deps.log, error } as unknown as Deps['log'] }
})
afterEach(() => t.close())

const job = (run: Job['run'], intervalMs = 60_000): Job => ({ name: 'test', intervalMs, run })
describe('a lease', () => {
  test('lets one of several processes run a job, until its interval is over', async () => {
    let runs = 0
    const counting = job(async () => {
      runs += 1
    })
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map((holder) => runJob(deps, counting, holder)))
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(1)
    expect(await runJob(deps, counting, 'e')).toBe('held_elsewhere')
    t.clock.advance({ seconds: 59 })
    expect(await runJob(deps, counting, 'e')).toBe('held_elsewhere')
    t.clock.advance({ seconds: 1 })
    expect(await runJob(deps, counting, 'e')).toBe('done')
    expect(runs).toBe(2)
  })

  test('is its holder’s to take again', async () => {
    const quick = job(async () => undefined)
    expect(await runJob(deps, quick, 'a')).toBe('done')
    expect(await runJob(deps, quick, 'a')).toBe('done')
  })

  test('of one job is not that of another', async () => {
    expect(
      await runJob(
        deps,
        job(async () => undefined),
        'a',
      ),
    ).toBe('done')
    expect(await runJob(deps, { ...job(async () => undefined), name: 'other' }, 'b')).toBe('done')
  })

  test('runs out when its process died', async () => {
    await t.deps.store.write((tx) =>
      tx.prisma.jobLease.create({
        data: { name: 'test', holder: newId(), leasedUntil: new Date(t.clock.now().getTime() + 60_000) },
      }),
    )
    const quick = job(async () => undefined)
    expect(await runJob(deps, quick, 'b')).toBe('held_elsewhere')
    t.clock.advance({ minutes: 1 })
    expect(await runJob(deps, quick, 'b')).toBe('done')
  })

  test('is kept from others while a run is under way', async () => {
    const gate = new Gate()
    const slow = job(() => gate.wait(), 1_000)
    const running = runJob(deps, slow, 'a')
    await until(() => gate.isReached)
    t.clock.advance({ seconds: 30 })
    expect(await runJob(deps, slow, 'b')).toBe('held_elsewhere')
    gate.open()
    expect(await running).toBe('done')
    expect(
      await runJob(
        deps,
        job(async () => undefined, 1_000),
        'b',
      ),
    ).toBe('done')
  })
})

describe('running by the clock', () => {
  test('again and again, never beside itself', async () => {
    let runs = 0
    let atOnce = 0
    let atOnceMost = 0
    const jobs = startJobs(deps, [
      job(async () => {
        atOnce += 1
        atOnceMost = Math.max(atOnceMost, atOnce)
        await new Promise((resolve) => setTimeout(resolve, 5))
        atOnce -= 1
        runs += 1
      }, 1),
    ])
    await until(() => runs >= 3)
    await jobs.stop()
    expect(atOnceMost).toBe(1)
    const after = runs
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(runs).toBe(after)
  })

  test('an error is logged, and the next run goes on', async () => {
    let runs = 0
    const jobs = startJobs(deps, [
      job(async () => {
        runs += 1
        if (runs === 1) throw new Error('broken')
      }, 1),
    ])
    await until(() => runs >= 2)
    await jobs.stop()
    expect(logged).toMatchObject([{ bindings: { job: 'test' }, message: 'job failed' }])
    expect(Object.keys(logged[0]?.bindings ?? {}).sort()).toEqual(['err', 'job'])
  })

  test('a storage that does not answer ends nothing', async () => {
    const failing = { ...deps, store: { ...deps.store, write: async () => Promise.reject(new Error('disk')) } }
    expect(
      await runJob(
        failing,
        job(async () => undefined),
        'a',
      ),
    ).toBe('failed')
    expect(logged).toHaveLength(1)
  })

  test('stopping waits for what is under way', async () => {
    let hasEnded = false
    let hasBegun = false
    const jobs = startJobs(deps, [
      job(async () => {
        hasBegun = true
        await new Promise((resolve) => setTimeout(resolve, 30))
        hasEnded = true
      }, 1),
    ])
    await until(() => hasBegun)
    await jobs.stop()
    expect(hasEnded).toBe(true)
  })

  test('stopping before anything began', async () => {
    let runs = 0
    const jobs = startJobs(deps, [
      job(async () => {
        runs += 1
      }),
    ])
    await jobs.stop()
    expect(runs).toBe(0)
  })
})
