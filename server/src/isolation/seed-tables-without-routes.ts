import type { Target } from './attack.ts'
import type { SqlSession } from './sql-session.ts'

/**
 * What has no route yet: a row of each, with the target's text in it. A new table without a route gets its line here;
 * until then the attacks fail, as nothing of the target stands in it.
 */
export async function seedTablesWithoutRoutes(as: { owner: SqlSession }, { ids, canaries }: Target): Promise<void> {
  const [canary = ''] = canaries
  const [document = null] = ids.documents ?? []
  await as.owner(async (run) => {
    await run('insert into conversations (agent_id, title) select id, $1 from agents limit 1', [canary])
    await run(
      // Ended: whoever follows it is told all of it, and does not wait.
      `insert into agent_executions (agent_id, conversation_id, input, status)
       select agent_id, id, jsonb_build_object('question', $1::text), 'running' from conversations`,
      [canary],
    )
    // By an update, as they do: that is what counts into `agent_usage`.
    await run(`update agent_executions set status = 'succeeded' where status = 'running'`)
    ids.executions ??= (await run('select id from agent_executions')).map(({ id }) => String(id))
    await run(
      `insert into execution_events (execution_id, position, event, data)
       select id, 1, 'text', jsonb_build_object('text', $1::text) from agent_executions`,
      [canary],
    )
    // What a deletion leaves behind, for those who watch.
    await run(
      `insert into documents (collection_id, name, source_type, file_type, file_size, content_hash)
       select collection_id, $1, 'text', 'text/plain', 1, content_hash from documents where id = $2::uuid`,
      [`${canary} deleted`, document],
    )
    await run('delete from documents where name = $1', [`${canary} deleted`])
    await run(
      `insert into pending_embeddings (document_id, collection_id, embedding_model, missing_count)
       select id, collection_id, $1, 1 from documents where id = $2::uuid`,
      [canary, document],
    )
    // Or a worker would say of it that nobody has such a model.
    await run(`update pending_embeddings set held_until = now() + interval '1 day' where embedding_model = $1`, [
      canary,
    ])
    await run(
      `insert into ingestion_pages (document_id, collection_id, version_number, page, content)
       select id, collection_id, latest_version, 1, jsonb_build_object('seen', $1::text) from documents where id = $2::uuid`,
      [canary, document],
    )
    await run(
      `insert into document_pages (document_id, collection_id, version_number, page, width, height, text_start,
         text_end, lines)
       select id, collection_id, latest_version, 1, 1, 1, 0, 1, jsonb_build_array($1::text) from documents where id = $2::uuid`,
      [canary, document],
    )
    await run(
      `insert into document_usage_stats (document_id, collection_id)
       select id, collection_id from documents where id = $1::uuid`,
      [document],
    )
  })
}
