import type { DeskCounts, DeskItem, PageOf } from '../contract'
import type { HttpClient } from './http-client'

export type DeskKind = DeskItem['kind']

export class DeskApi {
  constructor(private readonly http: HttpClient) {}

  listWaiting(kind: DeskKind, cursor: string | null): Promise<PageOf<DeskItem>> {
    return this.http.get('/me/desk', { kind, cursor })
  }

  getCounts(): Promise<DeskCounts> {
    return this.http.get('/me/desk/counts')
  }
}
