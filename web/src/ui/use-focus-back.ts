import { useRef } from 'react'

/** For a dialog that is opened by more than one button of its own: the focus goes back to where it came from. */
export function useFocusBack() {
  const from = useRef<HTMLElement | null>(null)
  return {
    onOpenAutoFocus: () => {
      const element = document.activeElement
      // An entry of a menu is gone by then: the button of the menu stands for it.
      const menu = element?.closest('[role=menu]')?.getAttribute('aria-labelledby')
      from.current = (menu ? document.getElementById(menu) : element) as HTMLElement | null
    },
    onCloseAutoFocus: (event: Event) => {
      event.preventDefault()
      from.current?.focus()
    },
  }
}
