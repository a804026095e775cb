import type {
  Activity,
  ActivityAction,
  Attendance,
  Certificate,
  CertificateCheck,
  CheckInCode,
  PageOf,
  ServiceBrief,
  ServiceEntry,
  ServiceRecord,
  Shift,
  ShiftAction,
  SignUp,
  SignUpAction,
  VolunteerProfile,
  VolunteerProfileView,
} from '../contract'
import type { HttpClient } from './http-client'

/** Sign-ups, new activities and shifts, and what an organiser notes are sent by the pending store, which keeps them until they have arrived. */
export class VolunteeringApi {
  constructor(private readonly http: HttpClient) {}

  listActivities(placeId: string, cursor: string | null): Promise<PageOf<Activity>> {
    return this.http.get(`/places/${placeId}/activities`, { cursor })
  }

  getActivity(id: string): Promise<Activity> {
    return this.http.get(`/activities/${id}`)
  }

  actOnActivity(id: string, act: ActivityAction): Promise<Activity> {
    return this.http.post(`/activities/${id}/actions`, act)
  }

  getShift(id: string): Promise<Shift> {
    return this.http.get(`/shifts/${id}`)
  }

  cancelShift(id: string): Promise<null> {
    return this.http.del(`/shifts/${id}`)
  }

  /** All of a series that is to come. */
  cancelSeries(id: string): Promise<null> {
    return this.http.del(`/shift-series/${id}`)
  }

  listMyShifts(when: 'coming' | 'past', cursor: string | null): Promise<PageOf<Shift>> {
    return this.http.get('/me/shifts', { when, cursor })
  }

  leave(signUpId: string): Promise<null> {
    return this.http.del(`/sign-ups/${signUpId}`)
  }

  accept(signUpId: string, act: SignUpAction): Promise<SignUp> {
    return this.http.post(`/sign-ups/${signUpId}/actions`, act)
  }

  listAttendance(shiftId: string, cursor: string | null): Promise<PageOf<Attendance>> {
    return this.http.get(`/shifts/${shiftId}/sign-ups`, { cursor, limit: 50 })
  }

  getCode(shiftId: string): Promise<CheckInCode> {
    return this.http.get(`/shifts/${shiftId}/check-in-code`)
  }

  actOnShift(shiftId: string, act: ShiftAction): Promise<ServiceBrief> {
    return this.http.post(`/shifts/${shiftId}/actions`, act)
  }

  getRecord(): Promise<ServiceRecord> {
    return this.http.get('/me/service-record')
  }

  listEntries(cursor: string | null): Promise<PageOf<ServiceEntry>> {
    return this.http.get('/me/service-entries', { cursor })
  }

  listCertificates(cursor: string | null): Promise<PageOf<Certificate>> {
    return this.http.get('/me/certificates', { cursor })
  }

  /** Makes it; the file itself is fetched as such. */
  makeCertificate(id: string, year: number): Promise<void> {
    return this.http.putForFile(`/certificates/${id}`, { year })
  }

  /** Answer where the platform put the file. */
  fetchCertificate(id: string): Promise<string> {
    return this.http.download(`/me/certificates/${id}/file`)
  }

  fetchWorkbook(): Promise<string> {
    return this.http.download('/me/service-record/workbook')
  }

  checkCertificate(number: string): Promise<CertificateCheck> {
    return this.http.get(`/certificates/${encodeURIComponent(number)}`)
  }

  getProfile(): Promise<VolunteerProfileView> {
    return this.http.get('/me/volunteer-profile')
  }

  saveProfile(profile: VolunteerProfile): Promise<VolunteerProfileView> {
    return this.http.put('/me/volunteer-profile', profile)
  }
}
