import { useEffect } from 'react'

/** Names the tab of the browser after the page. */
export function useTitle(...parts: (string | undefined)[]): void {
  const title = [...parts.filter(Boolean), 'Renum'].join(' · ')
  useEffect(() => {
    document.title = title
  }, [title])
}
