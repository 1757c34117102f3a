/** What the cells of a row hold, in the order of its columns. */
export type Cells = readonly (string | undefined)[]

/** A row of a table, as its format tells it. */
export interface TableRow {
  cells: Cells
  /** As `cells`, and what spans several columns in each of them: as names it is above all of these. */
  spread?: Cells
  /**
   * What its format says of it: `header` for sure, or `likely` where only its looks say so (bold, frozen, a style), which
   * programs also apply unasked; `data` where it is none for sure.
   */
  mark?: 'header' | 'likely' | 'data' | undefined
  /** What is said beside it, of its cells. */
  remarks?: readonly string[] | undefined
  /** Its values may not stand in their columns, and so have no names. */
  isUneven?: boolean
  /** Of the row in its sheet, from 1. */
  number?: number
}
