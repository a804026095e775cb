import type { Store } from '../storage/store'

/** Takes the right to run a job until the given time, unless another process holds it. Who holds it already holds it longer. */
export function takeLease(
  store: Store,
  lease: { name: string; holder: string; now: Date; leasedUntil: Date },
): Promise<'taken' | 'held_elsewhere'> {
  const { name, holder, now, leasedUntil } = lease
  return store.write(async (tx) => {
    const taken = await tx.sql.run(
      'UPDATE "JobLease" SET "holder" = ?, "leasedUntil" = ? WHERE "name" = ? AND ("leasedUntil" <= ? OR "holder" = ?)',
      [holder, leasedUntil, name, now, holder],
    )
    if (taken === 1) return 'taken'
    const made = await tx.sql.run(
      'INSERT INTO "JobLease" ("name", "holder", "leasedUntil") VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      [name, holder, leasedUntil],
    )
    return made === 1 ? 'taken' : 'held_elsewhere'
  })
}

/** Moves the end of a lease that is still ours. */
export function moveLeaseEnd(
  store: Store,
  lease: { name: string; holder: string; leasedUntil: Date },
): Promise<number> {
  return store.write((tx) =>
    tx.sql.run('UPDATE "JobLease" SET "leasedUntil" = ? WHERE "name" = ? AND "holder" = ?', [
      lease.leasedUntil,
      lease.name,
      lease.holder,
    ]),
  )
}
