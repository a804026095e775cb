export interface ConfirmProps {
  open: boolean
  /** Names the thing: "删除这条“桂花开了”？". */
  title: string
  text?: string
  confirmText: string
  cancelText: string
  danger?: boolean
  /** While the act is under way: the button turns, and neither button answers. */
  busy?: boolean
  onConfirm: () => void
  onCancel: () => void
}
