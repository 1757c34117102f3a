// Auth and Storage in a process of their own, as in production; their options are the first message.
import { type SupabaseOptions, serveSupabase } from '@renum/embedded/supabase'

process.on('disconnect', () => process.exit())
process.once('message', async (options: SupabaseOptions) => {
  const { url } = await serveSupabase(options)
  process.send?.({ url })
})
