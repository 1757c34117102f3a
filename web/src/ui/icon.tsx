import type { SVGProps } from 'react'
import { actions } from './drawings/actions.tsx'
import { agents } from './drawings/agents.tsx'
import { documents } from './drawings/documents.tsx'
import { people } from './drawings/people.tsx'
import { signs } from './drawings/signs.tsx'

// Those of Lucide that are used here: the package has thousands of files.

const drawings = { ...actions, ...agents, ...documents, ...people, ...signs }

export type IconName = keyof typeof drawings

/** A drawing beside a text, or within a control that has a name: hidden from screen readers. */
export function Icon({ name, size = 18, ...rest }: { name: IconName; size?: number } & SVGProps<SVGSVGElement>) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.75}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      {...rest}
    >
      {drawings[name]}
    </svg>
  )
}
