import { type Static, Type } from '@sinclair/typebox'
import { LIMITS } from './limits'
import { MembershipView } from './membership'
import { Can, Closed, Count, FreeText, Id, LanguageTag, Nullable, OneOf, Time } from './primitives'

export const Provider = OneOf('wechat', 'alipay', 'phone', 'demo')
export type Provider = Static<typeof Provider>

export const Role = OneOf(
  'micro_grid_leader',
  'grid_officer',
  'secretary',
  'street_staff',
  'department_staff',
  'partner',
)
export type Role = Static<typeof Role>

/** A person as others see them: never more than a chosen name and a picture. */
export const PersonBrief = Closed({ id: Id, displayName: Type.String(), avatarUrl: Nullable(Type.String()) })
export type PersonBrief = Static<typeof PersonBrief>

/** Who somebody is, where no picture is shown. */
export const PersonName = Closed({ id: Id, displayName: Type.String() })
export type PersonName = Static<typeof PersonName>

/** The caller themselves. */
export const Person = Closed({
  id: Id,
  displayName: Type.String(),
  avatarUrl: Nullable(Type.String()),
  language: LanguageTag,
  elderMode: Type.Boolean(),
  can: Can('update', 'export', 'delete'),
})
export type Person = Static<typeof Person>

/** `code` is the platform's sign-in code, for `phone` the number and the code sent to it as "<phone>:<code>", for `demo` a persona. */
export const SignInRequest = Closed({ provider: Provider, code: Type.String({ minLength: 1, maxLength: 512 }) })
export type SignInRequest = Static<typeof SignInRequest>

export const SignInAnswer = Closed({ token: Type.String(), expiresAt: Time, person: Person, isNew: Type.Boolean() })
export type SignInAnswer = Static<typeof SignInAnswer>

export const PhoneCodeRequest = Closed({ phone: Type.String({ pattern: '^1[3-9][0-9]{9}$' }) })
export type PhoneCodeRequest = Static<typeof PhoneCodeRequest>

export const HeldRole = Closed({ role: Role, placeId: Id, placeName: Type.String() })
export type HeldRole = Static<typeof HeldRole>

/** Homes that count stand before those that were refused or have ended. `join`: ask to be let into one more. */
export const Me = Closed({
  person: Person,
  memberships: Type.Array(MembershipView),
  roles: Type.Array(HeldRole),
  unread: Count,
  can: Can('join'),
})
export type Me = Static<typeof Me>

export const UpdateMeRequest = Closed({
  displayName: Type.Optional(FreeText(LIMITS.displayName)),
  avatarImageId: Type.Optional(Nullable(Id)),
  language: Type.Optional(LanguageTag),
  elderMode: Type.Optional(Type.Boolean()),
})
export type UpdateMeRequest = Static<typeof UpdateMeRequest>

/** The demo places, for programs that tell a story (only with demo on). */
export const Demo = Closed({
  cityId: Id,
  districtId: Id,
  streetId: Id,
  communities: Type.Array(
    Closed({
      id: Id,
      name: Type.String(),
      grids: Type.Array(
        Closed({
          id: Id,
          name: Type.String(),
          code: Type.String(),
          buildings: Type.Array(Closed({ id: Id, name: Type.String() })),
        }),
      ),
    }),
  ),
  departments: Type.Array(Closed({ id: Id, name: Type.String() })),
  personas: Type.Array(Closed({ code: Type.String(), displayName: Type.String(), about: Type.String() })),
})
export type Demo = Static<typeof Demo>
