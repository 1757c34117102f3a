/** Whose fault a failure is: of what was asked, of the file, of a website that was fetched, or of the install itself. */
export type Fault = 'request' | 'file' | 'site' | 'install'

export interface Entry {
  /** Of HTTP. */
  status: number
  fault: Fault
  /** Whether the same request, or the same job, may succeed later although its caller changes nothing. */
  retry: boolean
  pt: string
  en: string
}
