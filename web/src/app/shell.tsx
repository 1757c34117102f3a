import { getRouteApi, Link, Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { renumFor } from '../api/renum.ts'
import { UploadPanel } from '../features/knowledge/upload-panel.tsx'
import { Icon, type IconName } from '../ui/icon.tsx'
import { QueryState } from '../ui/query-state.tsx'
import { ClientContext, useApp, useMe, useSessionState } from './app-context.tsx'
import { ClientSwitch } from './client-switch.tsx'
import { Logo, Mark } from './logo.tsx'
import { RouteMissing, RoutePending } from './route-states.tsx'
import { SignInAgain } from './sign-in-again.tsx'
import { UserMenu } from './user-menu.tsx'

const CommandPalette = lazy(() => import('./command-palette.tsx').then((m) => ({ default: m.CommandPalette })))

const route = getRouteApi('/c/$client')

const places = [
  { to: '/c/$client', key: 'home', icon: 'House', exact: true },
  { to: '/c/$client/knowledge', key: 'knowledge', icon: 'LibraryBig', exact: false },
  { to: '/c/$client/search', key: 'search', icon: 'Search', exact: false },
  { to: '/c/$client/agents', key: 'agents', icon: 'Bot', exact: false },
  { to: '/c/$client/team', key: 'team', icon: 'Users', exact: false },
] as const satisfies { to: string; key: string; icon: IconName; exact: boolean }[]

/** What stands around every page of a client: where one is, whose it is, and the way to everything else. */
export function Shell() {
  const t = useTranslations('nav')
  const { client: clientId } = route.useParams()
  const { session, language } = useApp()
  const state = useSessionState()
  const navigate = useNavigate()
  const me = useMe()
  const [palette, setPalette] = useState(false)
  const renum = useMemo(() => renumFor(session, clientId, language), [session, clientId, language])

  useEffect(() => {
    if (state.status === 'out') void navigate({ to: '/sign-in' })
  }, [state.status, navigate])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setPalette((open) => !open)
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])

  return (
    <QueryState query={me} skeleton={<RoutePending />}>
      {({ clients, name, email }) => {
        const membership = clients.find(({ id }) => id === clientId)
        if (!membership) return <RouteMissing />
        const active = { id: clientId, name: membership.name, role: membership.role, renum }
        const person = name ?? email ?? ''
        return (
          <ClientContext value={active}>
            <a
              href="#content"
              className="sr-only rounded-lg bg-accent px-4 py-2 text-on-accent focus:not-sr-only focus:fixed focus:top-3 focus:left-3 focus:z-60"
            >
              {t('skip')}
            </a>
            <div className="flex min-h-dvh">
              <aside className="sticky top-0 hidden h-dvh w-62 shrink-0 flex-col border-r border-line bg-sunken px-3 py-4 md:flex">
                <Link to="/c/$client" params={{ client: clientId }} className="mx-1.5 mb-5 self-start rounded-lg">
                  <Logo />
                </Link>
                <ClientSwitch clients={clients} />
                <button
                  type="button"
                  onClick={() => setPalette(true)}
                  className="mt-3 flex h-10 items-center gap-2.5 rounded-lg border border-line bg-surface px-3 text-left text-faint shadow-card hover:border-line-strong"
                >
                  <Icon name="Command" size={16} />
                  <span className="flex-1">{t('goTo')}</span>
                  <kbd className="rounded border border-line px-1.5 font-sans text-xs">{shortcut}</kbd>
                </button>
                <nav aria-label={t('main')} className="mt-5 flex flex-col gap-0.5">
                  {places.map(({ to, key, icon, exact }) => (
                    <Link
                      key={key}
                      to={to}
                      params={{ client: clientId }}
                      activeOptions={{ exact }}
                      className="flex h-10 items-center gap-3 rounded-lg px-3 hover:bg-hover hover:text-ink"
                      inactiveProps={{ className: 'text-soft' }}
                      activeProps={{ className: 'bg-hover font-medium text-ink', 'aria-current': 'page' }}
                    >
                      <Icon name={icon} />
                      {t(key)}
                    </Link>
                  ))}
                </nav>
                <div className="mt-auto">
                  <UserMenu person={person} email={email ?? ''} />
                </div>
              </aside>
              <div className="flex min-w-0 flex-1 flex-col">
                <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b border-line bg-canvas px-3 md:hidden">
                  <Link to="/c/$client" params={{ client: clientId }} aria-label={t('home')} className="rounded-lg p-1">
                    <Mark size={28} />
                  </Link>
                  <div className="min-w-0 flex-1">
                    <ClientSwitch clients={clients} />
                  </div>
                  <button
                    type="button"
                    aria-label={t('goTo')}
                    onClick={() => setPalette(true)}
                    className="flex size-10 items-center justify-center rounded-lg text-soft hover:bg-hover"
                  >
                    <Icon name="Command" />
                  </button>
                  <UserMenu person={person} email={email ?? ''} compact />
                </header>
                <main
                  id="content"
                  tabIndex={-1}
                  className="mx-auto w-full max-w-6xl flex-1 px-4 pt-6 pb-28 outline-none sm:px-8 md:pt-9 md:pb-16"
                >
                  <Outlet />
                </main>
                <nav
                  aria-label={t('main')}
                  className="fixed inset-x-0 bottom-0 z-30 grid grid-cols-5 border-t border-line bg-surface pb-[env(safe-area-inset-bottom)] md:hidden"
                >
                  {places.map(({ to, key, icon, exact }) => (
                    <Link
                      key={key}
                      to={to}
                      params={{ client: clientId }}
                      activeOptions={{ exact }}
                      className="flex min-h-15 flex-col items-center justify-center gap-1 text-[0.6875rem]"
                      inactiveProps={{ className: 'text-soft' }}
                      activeProps={{ className: 'font-medium text-accent-ink', 'aria-current': 'page' }}
                    >
                      <Icon name={icon} size={20} />
                      {t(key)}
                    </Link>
                  ))}
                </nav>
              </div>
            </div>
            <UploadPanel />
            <SignInAgain />
            {palette && (
              <Suspense>
                <CommandPalette onClose={() => setPalette(false)} />
              </Suspense>
            )}
          </ClientContext>
        )
      }}
    </QueryState>
  )
}

const shortcut = /mac|iphone|ipad/i.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'
