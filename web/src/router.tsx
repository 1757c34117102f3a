import { RenumConnectionError, unwrap } from '@renum/client'
import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import type { PublicConfig } from './api/config.ts'
import { renumFor } from './api/renum.ts'
import type { Session } from './api/session.ts'
import { meQuery } from './app/app-context.tsx'
import type { Language } from './app/language.ts'
import { RouteFailure, RouteMissing, RoutePending } from './app/route-states.tsx'
import { agentsQuery } from './features/agents/queries.ts'
import { basesQuery, collectionsQuery, overviewQuery } from './features/knowledge/queries.ts'

export interface RouterServices {
  config: PublicConfig
  session: Session
  cache: QueryClient
  language: () => Language
}

const rootRoute = createRootRouteWithContext<RouterServices>()({ component: Outlet })

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : undefined)
const number = (value: unknown) => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)

/**
 * A page whose code comes when it is opened. Where it does not come, the router loads the whole page anew, for an update gave it
 * another name; but without a connection that would leave an empty window: then it fails as anything else does that is asked for.
 */
function page<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  const loadOrSay = () =>
    load().catch(async (error: unknown) => {
      await fetch('/healthz', { cache: 'no-store' }).catch((cause: unknown) => {
        throw new RenumConnectionError(location.origin, cause)
      })
      throw error
    })
  return lazyRouteComponent(loadOrSay, name)
}

/** Where to go on after signing in: a path of this app, never another site. */
function nextOf(search: Record<string, unknown>): { next?: string } {
  const next = text(search.next)
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? { next } : {}
}

function requireSession({ session }: RouterServices, href: string): void {
  if (session.state().status === 'out') throw redirect({ to: '/sign-in', search: { next: href } })
}

/** Whoever was never here is led to where an account is created, if anybody may have one. */
function entrance({ config, session }: RouterServices): '/sign-in' | '/sign-up' {
  return config.sign_up === 'open' && !session.known() ? '/sign-up' : '/sign-in'
}

const me = ({ session, cache, language }: RouterServices) =>
  cache.ensureQueryData(meQuery(renumFor(session, null, language())))

const indexRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async ({ context }) => {
    if (context.session.state().status === 'out') throw redirect({ to: entrance(context) })
    const { client_id, clients } = await me(context)
    const client = clients.find(({ id }) => id === client_id) ?? clients[0]
    throw client ? redirect({ to: '/c/$client', params: { client: client.id } }) : redirect({ to: '/welcome' })
  },
})

// ---- the account ----

const accountRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'account',
  component: page(() => import('./features/account/account-layout.tsx'), 'AccountLayout'),
})
const leaveWhereSignedIn = ({ context, search }: { context: RouterServices; search: { next?: string } }) => {
  if (context.session.state().status === 'in') throw redirect({ to: search.next ?? '/' })
}
const signInRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/sign-in',
  validateSearch: nextOf,
  beforeLoad: leaveWhereSignedIn,
  component: page(() => import('./features/account/sign-in-page.tsx'), 'SignInPage'),
})
const signUpRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/sign-up',
  validateSearch: nextOf,
  beforeLoad: leaveWhereSignedIn,
  component: page(() => import('./features/account/sign-up-page.tsx'), 'SignUpPage'),
})
const passwordRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/password',
  component: page(() => import('./features/account/password-page.tsx'), 'PasswordPage'),
})
const invitationRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/invitations',
  component: page(() => import('./features/account/invitation-page.tsx'), 'InvitationPage'),
})
const welcomeRoute = createRoute({
  getParentRoute: () => accountRoute,
  path: '/welcome',
  beforeLoad: ({ context, location }) => requireSession(context, location.href),
  component: page(() => import('./features/account/welcome-page.tsx'), 'WelcomePage'),
})

// ---- the pages of a client ----

/** For what a page asks while its code is still on the way. */
const asked = ({ session, language }: RouterServices, id: string) => ({ id, renum: renumFor(session, id, language()) })

const clientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/c/$client',
  beforeLoad: ({ context, location }) => requireSession(context, location.href),
  loader: async ({ context, params }) => {
    // A client that was joined a moment ago, in another tab, is not in what is kept.
    const known = await me(context)
    if (known.clients.some(({ id }) => id === params.client)) return
    await context.cache.fetchQuery({
      ...meQuery(renumFor(context.session, null, context.language())),
      queryFn: () => unwrap(renumFor(context.session, null, context.language()).GET('/v1/me')),
      staleTime: 0,
    })
  },
  component: page(() => import('./app/shell.tsx'), 'Shell'),
})
const homeRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: '/',
  loader: ({ context, params }) => void context.cache.prefetchQuery(overviewQuery(asked(context, params.client))),
  component: page(() => import('./features/home/home-page.tsx'), 'HomePage'),
})
const knowledgeRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'knowledge',
  loader: ({ context, params }) => {
    const client = asked(context, params.client)
    void context.cache.prefetchQuery(basesQuery(client))
    void context.cache.prefetchQuery(collectionsQuery(client))
    void context.cache.prefetchQuery(overviewQuery(client))
  },
  component: page(() => import('./features/knowledge/knowledge-page.tsx'), 'KnowledgePage'),
})
const collectionRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'collections/$collection',
  validateSearch: (
    search: Record<string, unknown>,
  ): { status?: string; type?: string; language?: string; name?: string } => ({
    status: text(search.status),
    type: text(search.type),
    language: text(search.language),
    name: text(search.name),
  }),
  component: page(() => import('./features/knowledge/collection-page.tsx'), 'CollectionPage'),
})
const documentRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'documents/$document',
  validateSearch: (
    search: Record<string, unknown>,
  ): { start?: number; end?: number; version?: number; chunk?: string } => ({
    start: number(search.start),
    end: number(search.end),
    version: number(search.version),
    chunk: text(search.chunk),
  }),
  component: page(() => import('./features/documents/document-page.tsx'), 'DocumentPage'),
})
const searchRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'search',
  validateSearch: (search: Record<string, unknown>): { q?: string; base?: string; collection?: string } => ({
    q: text(search.q),
    base: text(search.base),
    collection: text(search.collection),
  }),
  component: page(() => import('./features/search/search-page.tsx'), 'SearchPage'),
})
const questionsRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'questions',
  component: page(() => import('./features/search/questions-page.tsx'), 'QuestionsPage'),
})
const agentsRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'agents',
  loader: ({ context, params }) => void context.cache.prefetchQuery(agentsQuery(asked(context, params.client))),
  component: page(() => import('./features/agents/agents-page.tsx'), 'AgentsPage'),
})
const chatRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'agents/$agent',
  validateSearch: (search: Record<string, unknown>): { conversation?: string } => ({
    conversation: text(search.conversation),
  }),
  component: page(() => import('./features/chat/chat-page.tsx'), 'ChatPage'),
})
const agentEditorRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'agents/$agent/edit',
  component: page(() => import('./features/agents/editor-page.tsx'), 'EditorPage'),
})
const runsRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'runs',
  validateSearch: (search: Record<string, unknown>): { agent?: string; status?: string; days?: number } => ({
    agent: text(search.agent),
    status: text(search.status),
    days: number(search.days),
  }),
  component: page(() => import('./features/executions/runs-page.tsx'), 'RunsPage'),
})
const runRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'runs/$run',
  component: page(() => import('./features/executions/run-page.tsx'), 'RunPage'),
})
const teamRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'team',
  component: page(() => import('./features/team/team-page.tsx'), 'TeamPage'),
})
const profileRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'account',
  component: page(() => import('./features/account/profile-page.tsx'), 'ProfilePage'),
})
const settingsRoute = createRoute({
  getParentRoute: () => clientRoute,
  path: 'settings',
  component: page(() => import('./features/team/settings-page.tsx'), 'SettingsPage'),
})

const tree = rootRoute.addChildren([
  indexRoute,
  accountRoute.addChildren([signInRoute, signUpRoute, passwordRoute, invitationRoute, welcomeRoute]),
  clientRoute.addChildren([
    homeRoute,
    knowledgeRoute,
    collectionRoute,
    documentRoute,
    searchRoute,
    questionsRoute,
    agentsRoute,
    chatRoute,
    agentEditorRoute,
    runsRoute,
    runRoute,
    teamRoute,
    profileRoute,
    settingsRoute,
  ]),
])

export function createAppRouter(services: RouterServices) {
  return createRouter({
    routeTree: tree,
    context: services,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 150,
    defaultErrorComponent: RouteFailure,
    defaultNotFoundComponent: RouteMissing,
    defaultPendingComponent: RoutePending,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
