import type { Demo, Me, PageOf, SignInAnswer, SignInRequest, StaffView, UpdateMeRequest } from '../contract'
import type { HttpClient } from './http-client'

export class SessionApi {
  constructor(private readonly http: HttpClient) {}

  signIn(request: SignInRequest): Promise<SignInAnswer> {
    return this.http.post('/sessions', request)
  }

  sendPhoneCode(phone: string): Promise<null> {
    return this.http.post('/sessions/phone-codes', { phone })
  }

  signOut(): Promise<null> {
    return this.http.del('/sessions/current')
  }

  getMe(): Promise<Me> {
    return this.http.get('/me')
  }

  updateMe(changes: UpdateMeRequest): Promise<Me> {
    return this.http.patch('/me', changes)
  }

  /** A zip of all that is held about the caller; answers where the platform put it. */
  exportMe(): Promise<string> {
    return this.http.download('/me/export')
  }

  /** Who of the staff looked at one's data, newest first. */
  listStaffViews(cursor: string | null): Promise<PageOf<StaffView>> {
    return this.http.get('/me/staff-views', { cursor })
  }

  /** Erases the person; every session of theirs ends. */
  eraseMe(): Promise<null> {
    return this.http.del('/me')
  }

  /** 404 where the server is not a demo. */
  getDemo(): Promise<Demo> {
    return this.http.get('/demo')
  }
}
