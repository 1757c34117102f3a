// Of agents, what they do, and what is thought of it. Drawings of Lucide (https://lucide.dev, ISC License, © Lucide Icons and Contributors).

export const agents = {
  Bot: (
    <>
      <path d="M12 8V4H8" /> <rect width="16" height="12" x="4" y="8" rx="2" /> <path d="M2 14h2" />{' '}
      <path d="M20 14h2" /> <path d="M15 13v2" /> <path d="M9 13v2" />
    </>
  ),
  MessageCircle: (
    <>
      <path d="M2.992 16.342a2 2 0 0 1 .094 1.167l-1.065 3.29a1 1 0 0 0 1.236 1.168l3.413-.998a2 2 0 0 1 1.099.092 10 10 0 1 0-4.777-4.719" />
    </>
  ),
  ThumbsUp: (
    <>
      <path d="M15 5.88 14 10h5.83a2 2 0 0 1 1.92 2.56l-2.33 8A2 2 0 0 1 17.5 22H4a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2h2.76a2 2 0 0 0 1.79-1.11L12 2a3.13 3.13 0 0 1 3 3.88Z" />{' '}
      <path d="M7 10v12" />
    </>
  ),
  ThumbsDown: (
    <>
      <path d="M9 18.12 10 14H4.17a2 2 0 0 1-1.92-2.56l2.33-8A2 2 0 0 1 6.5 2H20a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2h-2.76a2 2 0 0 0-1.79 1.11L12 22a3.13 3.13 0 0 1-3-3.88Z" />{' '}
      <path d="M17 14V2" />
    </>
  ),
  ArrowUp: (
    <>
      <path d="m5 12 7-7 7 7" /> <path d="M12 19V5" />
    </>
  ),
  Square: (
    <>
      <rect width="14" height="14" x="5" y="5" rx="2" fill="currentColor" />
    </>
  ),
  Calculator: (
    <>
      <rect width="16" height="20" x="4" y="2" rx="2" /> <line x1="8" x2="16" y1="6" y2="6" />{' '}
      <line x1="16" x2="16" y1="14" y2="18" /> <path d="M16 10h.01" /> <path d="M12 10h.01" /> <path d="M8 10h.01" />{' '}
      <path d="M12 14h.01" /> <path d="M8 14h.01" /> <path d="M12 18h.01" /> <path d="M8 18h.01" />
    </>
  ),
  Wrench: (
    <>
      <path d="M14.7 6.3a1 1 0 0 0 0 1.4l1.6 1.6a1 1 0 0 0 1.4 0l3.106-3.105c.32-.322.863-.22.983.218a6 6 0 0 1-8.259 7.057l-7.91 7.91a1 1 0 0 1-2.999-3l7.91-7.91a6 6 0 0 1 7.057-8.259c.438.12.54.662.219.984z" />
    </>
  ),
  Activity: (
    <>
      <path d="M22 12h-2.48a2 2 0 0 0-1.93 1.46l-2.35 8.36a.25.25 0 0 1-.48 0L9.24 2.18a.25.25 0 0 0-.48 0l-2.35 8.36A2 2 0 0 1 4.49 12H2" />
    </>
  ),
  Code: (
    <>
      <path d="m16 18 6-6-6-6" /> <path d="m8 6-6 6 6 6" />
    </>
  ),
  ShieldCheck: (
    <>
      <path d="M20 13c0 5-3.5 7.5-7.66 8.95a1 1 0 0 1-.67-.01C7.5 20.5 4 18 4 13V6a1 1 0 0 1 1-1c2 0 4.5-1.2 6.24-2.72a1.17 1.17 0 0 1 1.52 0C14.51 3.81 17 5 19 5a1 1 0 0 1 1 1z" />{' '}
      <path d="m9 12 2 2 4-4" />
    </>
  ),
  Coins: (
    <>
      <circle cx="8" cy="8" r="6" /> <path d="M18.09 10.37A6 6 0 1 1 10.34 18" /> <path d="M7 6h1v4" />{' '}
      <path d="m16.71 13.88.7.71-2.82 2.82" />
    </>
  ),
} as const
