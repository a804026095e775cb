// The clients, in a process of their own so that their work is not counted as the server's. Plain JavaScript, because autocannon brings no
// types.
import autocannon from 'autocannon'
import { requestOf } from './requests'

/** Requests made beforehand for each connection, for reads: they may come again. */
const READS_PER_CONNECTION = 200

async function load({ address, asked, connections, seconds, amount, from }) {
  let next = from
  const isWrite = requestOf(asked, 0).method !== 'GET'
  let started = 0
  const setupClient = (client) => {
    const mine = started++
    if (isWrite) client.setRequests([{ setupRequest: (request) => ({ ...request, ...requestOf(asked, next++) }) }])
    // Each connection asks for other grids, so that none finds what another has just had loaded.
    else
      client.setRequests(
        Array.from({ length: READS_PER_CONNECTION }, (_, i) => requestOf(asked, mine * READS_PER_CONNECTION + i)),
      )
  }
  const extent = amount === undefined ? { duration: seconds } : { amount }
  const startedAt = performance.now()
  let endedAt = startedAt
  const running = autocannon({ url: address, connections, ...extent, setupClient })
  running.on('response', () => {
    endedAt = performance.now()
  })
  const result = await running
  return {
    answered: result['2xx'],
    refused: result.non2xx + result.errors + result.timeouts,
    statuses: result.statusCodeStats,
    // Of a fixed number the last answer counts; autocannon itself looks once a second.
    seconds: amount === undefined ? result.duration : (endedAt - startedAt) / 1_000,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    next,
  }
}

process.on('message', async (command) => {
  if (command === 'stop') process.exit(0)
  process.send(await load(command))
})
process.on('disconnect', () => process.exit(0))
process.send({ address: '' })
