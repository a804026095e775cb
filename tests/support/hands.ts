import { act, fireEvent, screen } from '@testing-library/react'
import { settle } from '../src/stores/fake-world'

/** Presses what bears this text; of several the last, which lies on top. */
export const press = (text: string) =>
  act(async () => {
    const found = screen.getAllByText(text)
    fireEvent.click(found[found.length - 1] as HTMLElement)
    await settle()
  })

export const write = (placeholder: string | RegExp, value: string) =>
  act(async () => {
    fireEvent.change(screen.getByPlaceholderText(placeholder), { target: { value } })
    await settle()
  })
