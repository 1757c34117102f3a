import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Notice } from './blocks.tsx'
import { Button } from './button.tsx'
import { Dialog, DialogActions } from './dialog.tsx'
import { useSubmit } from './use-submit.ts'

interface FormDialogProps {
  open: boolean
  onClose: () => void
  title: string
  description?: ReactNode
  submit: string
  danger?: boolean
  wide?: boolean
  /** Closes the dialog once it is done; what it raises is told in it. */
  work: (fields: Record<string, string>) => Promise<void>
  children?: ReactNode
}

export function FormDialog({ open, onClose, title, description, wide, ...rest }: FormDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={title} description={description} wide={wide}>
      <Body onClose={onClose} {...rest} />
    </Dialog>
  )
}

function Body({
  onClose,
  submit,
  danger,
  work,
  children,
}: Omit<FormDialogProps, 'open' | 'title' | 'description' | 'wide'>) {
  const t = useTranslations('common')
  const { busy, failure, onSubmit } = useSubmit(async (fields) => {
    await work(fields)
    onClose()
  })
  return (
    <form onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      <div role="alert" className="empty:hidden">
        {failure && (
          <Notice tone="bad" title={failure.text}>
            {failure.note}
          </Notice>
        )}
      </div>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy}>
          {submit}
        </Button>
      </DialogActions>
    </form>
  )
}
