import './design/app.css'
import { RenumError } from '@renum/client'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useMemo, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { readConfig } from './api/config.ts'
import { createLive } from './api/live.ts'
import { openSession } from './api/session.ts'
import { type App, AppContext } from './app/app-context.tsx'
import { keepLanguage, type Language, readLanguage } from './app/language.ts'
import { StartFailure } from './app/start-failure.tsx'
import { applyTheme, readTheme, type Theme } from './app/theme.ts'
import { createUploads } from './features/knowledge/uploads.ts'
import { Localized, loadMessages } from './messages/localized.tsx'
import { createAppRouter } from './router.tsx'
import { ToastProvider } from './ui/toast.tsx'

// Dialogs and menus lay a style down while they are open: it has the number that the page's policy admits.
const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce
Object.assign(globalThis, { __webpack_nonce__: nonce })

const root = createRoot(document.getElementById('root') as HTMLElement)
const spoken = { language: readLanguage() }

async function start(): Promise<void> {
  const [messages, config] = await Promise.all([
    loadMessages(spoken.language),
    readConfig().catch((error: unknown) => ({ error })),
  ])
  if ('error' in config) {
    root.render(
      <Localized language={spoken.language} first={messages}>
        <StartFailure error={config.error} />
      </Localized>,
    )
    return
  }
  const session = await openSession(config, () => spoken.language)
  const cache = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        // A browser that says it is offline may still reach a server of this machine or house.
        networkMode: 'always',
        // A refusal stays one; what did not arrive may the next time.
        retry: (failures, error) => failures < 2 && !(error instanceof RenumError && error.status < 500),
      },
    },
  })
  const live = createLive(session, () => spoken.language)
  const uploads = createUploads(session, cache, live, () => spoken.language)
  const router = createAppRouter({ config, session, cache, language: () => spoken.language })

  root.render(
    <StrictMode>
      <Root
        config={config}
        session={session}
        live={live}
        uploads={uploads}
        cache={cache}
        router={router}
        first={messages}
      />
    </StrictMode>,
  )
}

interface RootProps extends Pick<App, 'config' | 'session' | 'live' | 'uploads'> {
  cache: QueryClient
  router: ReturnType<typeof createAppRouter>
  first: Awaited<ReturnType<typeof loadMessages>>
}

function Root({ config, session, live, uploads, cache, router, first }: RootProps) {
  const [language, setLanguage] = useState(spoken.language)
  const [theme, setTheme] = useState(readTheme())
  const app = useMemo<App>(
    () => ({
      config,
      session,
      live,
      uploads,
      language,
      setLanguage: (next: Language) => {
        spoken.language = next
        keepLanguage(next)
        setLanguage(next)
        // What the server says in words, it says in the other language now.
        void cache.invalidateQueries()
      },
      theme,
      setTheme: (next: Theme) => {
        applyTheme(next)
        setTheme(next)
      },
    }),
    [config, session, live, uploads, cache, language, theme],
  )
  return (
    <AppContext value={app}>
      <Localized language={language} first={first}>
        <QueryClientProvider client={cache}>
          <ToastProvider>
            <RouterProvider router={router} />
          </ToastProvider>
        </QueryClientProvider>
      </Localized>
    </AppContext>
  )
}

void start()
