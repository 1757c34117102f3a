// How something is. Drawings of Lucide (https://lucide.dev, ISC License, © Lucide Icons and Contributors).

export const signs = {
  Check: (
    <>
      <path d="M20 6 9 17l-5-5" />
    </>
  ),
  TriangleAlert: (
    <>
      <path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3" /> <path d="M12 9v4" />{' '}
      <path d="M12 17h.01" />
    </>
  ),
  CircleAlert: (
    <>
      <circle cx="12" cy="12" r="10" /> <line x1="12" x2="12" y1="8" y2="12" />{' '}
      <line x1="12" x2="12.01" y1="16" y2="16" />
    </>
  ),
  CircleCheck: (
    <>
      <circle cx="12" cy="12" r="10" /> <path d="m16 9-5.5 5.5L8 12" />
    </>
  ),
  Info: (
    <>
      <circle cx="12" cy="12" r="10" /> <path d="M12 16v-4" /> <path d="M12 8h.01" />
    </>
  ),
  Clock: (
    <>
      <circle cx="12" cy="12" r="10" /> <path d="M12 6v6l4 2" />
    </>
  ),
  Eye: (
    <>
      <path d="M2.062 12.348a1 1 0 0 1 0-.696 10.75 10.75 0 0 1 19.876 0 1 1 0 0 1 0 .696 10.75 10.75 0 0 1-19.876 0" />{' '}
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  EyeOff: (
    <>
      <path d="M10.733 5.076a10.744 10.744 0 0 1 11.205 6.575 1 1 0 0 1 0 .696 10.747 10.747 0 0 1-1.444 2.49" />{' '}
      <path d="M14.084 14.158a3 3 0 0 1-4.242-4.242" />{' '}
      <path d="M17.479 17.499a10.75 10.75 0 0 1-15.417-5.151 1 1 0 0 1 0-.696 10.75 10.75 0 0 1 4.446-5.143" />{' '}
      <path d="m2 2 20 20" />
    </>
  ),
  LoaderCircle: (
    <>
      <path d="M21 12a9 9 0 1 1-6.219-8.56" />
    </>
  ),
  Ban: (
    <>
      <circle cx="12" cy="12" r="10" /> <path d="M4.929 4.929 19.07 19.071" />
    </>
  ),
} as const
