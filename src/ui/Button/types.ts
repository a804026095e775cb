import type { IconName } from '../Icon/names'

/** What WeChat alone can do from a button; elsewhere the button is an ordinary one. */
export type OpenType = 'share' | 'chooseAvatar' | 'agreePrivacyAuthorization' | 'getPhoneNumber'

export interface ButtonProps {
  /** The verb: "提交诉求", not "确定". */
  text: string
  kind?: 'primary' | 'secondary' | 'danger' | 'text'
  size?: 'large' | 'small'
  icon?: IconName
  block?: boolean
  loading?: boolean
  disabled?: boolean
  /** Read out instead of the text, where the text needs its surroundings to be understood. */
  label?: string
  /** The element's id; WeChat's privacy flow asks for it. */
  id?: string
  openType?: OpenType
  /** The detail of the open-type's event (avatarUrl, code ...). */
  onOpenResult?: (detail: Record<string, unknown>) => void
  onPress?: () => void
}
