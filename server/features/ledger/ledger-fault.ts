/** An entry, a head or a sum that does not fit, in a sentence that names it. */
export class LedgerFault extends Error {
  readonly communityId: string
  /** Of the entry; null where it is not an entry's fault. */
  readonly sequence: number | null

  constructor(communityId: string, entry: { sequence: number; id: string } | null, what: string) {
    const where = entry === null ? '' : `, entry ${entry.sequence}${entry.id === '' ? '' : ` (transfer ${entry.id})`}`
    super(`ledger of community ${communityId}${where}: ${what}`)
    this.name = 'LedgerFault'
    this.communityId = communityId
    this.sequence = entry?.sequence ?? null
  }
}
