import { useTranslations } from 'use-intl'
import { IconButton } from '../../ui/button.tsx'
import { Menu, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import type { Agent } from './queries.ts'
import { useAgentActions } from './use-agent-actions.ts'

/** What an admin does with an agent. */
export function AgentMenu({ agent, editing = false }: { agent: Agent; editing?: boolean }) {
  const t = useTranslations('agents')
  const common = useTranslations('common')
  const { duplicate, setStatus, remove, edit } = useAgentActions()
  return (
    <Menu
      trigger={
        <IconButton
          icon="Ellipsis"
          label={t('actions', { name: agent.name })}
          className={editing ? 'size-10' : 'relative -mt-1 -mr-1.5'}
        />
      }
    >
      {!editing && (
        <>
          <MenuItem icon="SlidersHorizontal" onSelect={() => void edit(agent.id)}>
            {common('edit')}
          </MenuItem>
          <MenuItem
            icon={agent.status === 'active' ? 'Ban' : 'Check'}
            onSelect={() => void setStatus(agent, agent.status === 'active' ? 'inactive' : 'active')}
          >
            {agent.status === 'active' ? t('switchOff') : t('switchOn')}
          </MenuItem>
        </>
      )}
      <MenuItem icon="Copy" onSelect={() => void duplicate(agent)}>
        {t('duplicate')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon="Trash2" danger onSelect={() => remove(agent)}>
        {common('delete')}
      </MenuItem>
    </Menu>
  )
}
