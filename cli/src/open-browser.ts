import { spawn } from 'node:child_process'

/**
 * Opens an address in the browser of whoever sits at the terminal. Nothing is said where that does not work: the address
 * stands on the screen.
 *
 * @param env what tells on Linux whether there is a screen at all
 */
export function openBrowser(url: string, env: Record<string, string | undefined>): void {
  const command = browserCommand(process.platform, url, env)
  if (!command) return
  const [file, ...args] = command
  spawn(file, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}

/** What opens an address on a system; undefined where there is no screen. */
export function browserCommand(
  platform: NodeJS.Platform,
  url: string,
  env: Record<string, string | undefined>,
): [string, ...string[]] | undefined {
  // Over SSH the screen is another machine's.
  if (env.SSH_CONNECTION) return undefined
  if (platform === 'darwin') return ['open', url]
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler', url]
  return env.DISPLAY || env.WAYLAND_DISPLAY ? ['xdg-open', url] : undefined
}
