import { describe, expect, it } from 'vitest'
import { browserCommand } from '../src/open-browser.ts'

const url = 'http://localhost:3000'

describe('the browser of whoever starts Renum', () => {
  it('is asked for as each system does', () => {
    expect(browserCommand('darwin', url, {})).toEqual(['open', url])
    expect(browserCommand('win32', url, {})).toEqual(['rundll32', 'url.dll,FileProtocolHandler', url])
    expect(browserCommand('linux', url, { DISPLAY: ':0' })).toEqual(['xdg-open', url])
    expect(browserCommand('linux', url, { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open', url])
  })

  it('is not asked for where there is no screen, or one of another machine', () => {
    expect(browserCommand('linux', url, {})).toBeUndefined()
    expect(browserCommand('darwin', url, { SSH_CONNECTION: '10.0.0.1 1 10.0.0.2 22' })).toBeUndefined()
  })
})
