// What can be done, and the ways to it. Drawings of Lucide (https://lucide.dev, ISC License, © Lucide Icons and Contributors).

export const actions = {
  Search: (
    <>
      <path d="m21 21-4.34-4.34" /> <circle cx="11" cy="11" r="8" />
    </>
  ),
  Settings: (
    <>
      <path d="M9.671 4.136a2.34 2.34 0 0 1 4.659 0 2.34 2.34 0 0 0 3.319 1.915 2.34 2.34 0 0 1 2.33 4.033 2.34 2.34 0 0 0 0 3.831 2.34 2.34 0 0 1-2.33 4.033 2.34 2.34 0 0 0-3.319 1.915 2.34 2.34 0 0 1-4.659 0 2.34 2.34 0 0 0-3.32-1.915 2.34 2.34 0 0 1-2.33-4.033 2.34 2.34 0 0 0 0-3.831A2.34 2.34 0 0 1 6.35 6.051a2.34 2.34 0 0 0 3.319-1.915" />{' '}
      <circle cx="12" cy="12" r="3" />
    </>
  ),
  Upload: (
    <>
      <path d="M12 3v12" /> <path d="m17 8-5-5-5 5" /> <path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4" />
    </>
  ),
  Plus: (
    <>
      <path d="M5 12h14" /> <path d="M12 5v14" />
    </>
  ),
  X: (
    <>
      <path d="M18 6 6 18" /> <path d="m6 6 12 12" />
    </>
  ),
  ChevronDown: (
    <>
      <path d="m6 9 6 6 6-6" />
    </>
  ),
  ChevronRight: (
    <>
      <path d="m9 18 6-6-6-6" />
    </>
  ),
  ChevronLeft: (
    <>
      <path d="m15 18-6-6 6-6" />
    </>
  ),
  ChevronsUpDown: (
    <>
      <path d="m7 15 5 5 5-5" /> <path d="m7 9 5-5 5 5" />
    </>
  ),
  Ellipsis: (
    <>
      <circle cx="12" cy="12" r="1" /> <circle cx="19" cy="12" r="1" /> <circle cx="5" cy="12" r="1" />
    </>
  ),
  Trash2: (
    <>
      <path d="M10 11v6" /> <path d="M14 11v6" /> <path d="M19 6v14a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V6" />{' '}
      <path d="M3 6h18" /> <path d="M8 6V4a2 2 0 0 1 2-2h4a2 2 0 0 1 2 2v2" />
    </>
  ),
  Pencil: (
    <>
      <path d="M21.174 6.812a1 1 0 0 0-3.986-3.987L3.842 16.174a2 2 0 0 0-.5.83l-1.321 4.352a.5.5 0 0 0 .623.622l4.353-1.32a2 2 0 0 0 .83-.497z" />{' '}
      <path d="m15 5 4 4" />
    </>
  ),
  RotateCcw: (
    <>
      <path d="M3 12a9 9 0 1 0 9-9 9.75 9.75 0 0 0-6.74 2.74L3 8" /> <path d="M3 3v5h5" />
    </>
  ),
  RefreshCw: (
    <>
      <path d="M3 12a9 9 0 0 1 9-9 9.75 9.75 0 0 1 6.74 2.74L21 8" /> <path d="M21 3v5h-5" />{' '}
      <path d="M21 12a9 9 0 0 1-9 9 9.75 9.75 0 0 1-6.74-2.74L3 16" /> <path d="M8 16H3v5" />
    </>
  ),
  Download: (
    <>
      <path d="M12 15V3" /> <path d="M21 15v4a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-4" /> <path d="m7 10 5 5 5-5" />
    </>
  ),
  Copy: (
    <>
      <rect width="14" height="14" x="8" y="8" rx="2" ry="2" />{' '}
      <path d="M4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2" />
    </>
  ),
  Link: (
    <>
      <path d="M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71" />{' '}
      <path d="M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71" />
    </>
  ),
  Command: (
    <>
      <path d="M15 6v12a3 3 0 1 0 3-3H6a3 3 0 1 0 3 3V6a3 3 0 1 0-3 3h12a3 3 0 1 0-3-3" />
    </>
  ),
  SlidersHorizontal: (
    <>
      <path d="M10 5H3" /> <path d="M12 19H3" /> <path d="M14 3v4" /> <path d="M16 17v4" /> <path d="M21 12h-9" />{' '}
      <path d="M21 19h-5" /> <path d="M21 5h-7" /> <path d="M8 10v4" /> <path d="M8 12H3" />
    </>
  ),
  ArrowLeft: (
    <>
      <path d="m12 19-7-7 7-7" /> <path d="M19 12H5" />
    </>
  ),
  ArrowRight: (
    <>
      <path d="M5 12h14" /> <path d="m12 5 7 7-7 7" />
    </>
  ),
  ArrowUpRight: (
    <>
      <path d="M7 7h10v10" /> <path d="M7 17 17 7" />
    </>
  ),
  Undo2: (
    <>
      <path d="M9 14 4 9l5-5" /> <path d="M4 9h10.5a5.5 5.5 0 0 1 5.5 5.5a5.5 5.5 0 0 1-5.5 5.5H11" />
    </>
  ),
  Menu: (
    <>
      <path d="M4 5h16" /> <path d="M4 12h16" /> <path d="M4 19h16" />
    </>
  ),
  CornerDownLeft: (
    <>
      <path d="M20 4v7a4 4 0 0 1-4 4H4" /> <path d="m9 10-5 5 5 5" />
    </>
  ),
} as const
