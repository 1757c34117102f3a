import { useEffect } from 'react'

/** A link that is opened where its page is open already changes what is behind # alone: the page begins anew with it. */
export function useLinkFromOutside(): void {
  useEffect(() => {
    const again = () => location.reload()
    addEventListener('hashchange', again)
    return () => removeEventListener('hashchange', again)
  }, [])
}
