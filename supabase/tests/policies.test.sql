-- Generated from intended.ts by npm run generate. Who may do what, asked of the database in SQL.
begin;
create extension if not exists pgtap with schema extensions;
set local search_path = public, extensions;

select set_config('request.jwt.claims', '{"renum": {"role": "admin"}}', true);
insert into clients (id, name) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'Client');
insert into clients (id, name) values ('7b1b763e-e8f6-4eb8-8e47-42a760f912d0', 'Elsewhere');
insert into auth.users (id, email) values ('4c102969-7ee3-4871-8d3a-14a2add817c4', '4c102969-7ee3-4871-8d3a-14a2add817c4@test.example');
insert into auth.users (id, email) values ('8c6976e5-b541-4415-8de9-08bd4dee15df', '8c6976e5-b541-4415-8de9-08bd4dee15df@test.example');
insert into auth.users (id, email) values ('04f8996d-a763-47a9-89b1-028ee3007569', '04f8996d-a763-47a9-89b1-028ee3007569@test.example');
insert into auth.users (id, email) values ('d35ca505-1b82-4fc3-86a3-b0b6574a9a31', 'd35ca505-1b82-4fc3-86a3-b0b6574a9a31@test.example');
insert into auth.users (id, email) values ('1b44befa-780a-4965-8975-b9aae39f0f83', '1b44befa-780a-4965-8975-b9aae39f0f83@test.example');
insert into auth.users (id, email) values ('8aca4f36-774f-42a6-8c50-7cb9c9667948', '8aca4f36-774f-42a6-8c50-7cb9c9667948@test.example');
insert into auth.users (id, email) values ('6382b3cc-8814-42b7-8bfc-aeed026001c0', '6382b3cc-8814-42b7-8bfc-aeed026001c0@test.example');
insert into client_members (client_id, user_id, role) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '4c102969-7ee3-4871-8d3a-14a2add817c4', 'owner');
update users set client_id = '948fe603-f61d-4036-85c5-96dc09fe3ce3' where id = '4c102969-7ee3-4871-8d3a-14a2add817c4';
insert into client_members (client_id, user_id, role) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '8c6976e5-b541-4415-8de9-08bd4dee15df', 'admin');
update users set client_id = '948fe603-f61d-4036-85c5-96dc09fe3ce3' where id = '8c6976e5-b541-4415-8de9-08bd4dee15df';
insert into client_members (client_id, user_id, role) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '04f8996d-a763-47a9-89b1-028ee3007569', 'user');
update users set client_id = '948fe603-f61d-4036-85c5-96dc09fe3ce3' where id = '04f8996d-a763-47a9-89b1-028ee3007569';
insert into client_members (client_id, user_id, role) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'd35ca505-1b82-4fc3-86a3-b0b6574a9a31', 'viewer');
update users set client_id = '948fe603-f61d-4036-85c5-96dc09fe3ce3' where id = 'd35ca505-1b82-4fc3-86a3-b0b6574a9a31';
insert into client_members (client_id, user_id, role) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '1b44befa-780a-4965-8975-b9aae39f0f83', 'user');
update users set client_id = '948fe603-f61d-4036-85c5-96dc09fe3ce3' where id = '1b44befa-780a-4965-8975-b9aae39f0f83';
insert into client_members (client_id, user_id, role) values ('7b1b763e-e8f6-4eb8-8e47-42a760f912d0', '8aca4f36-774f-42a6-8c50-7cb9c9667948', 'owner');
update users set client_id = '7b1b763e-e8f6-4eb8-8e47-42a760f912d0' where id = '8aca4f36-774f-42a6-8c50-7cb9c9667948';
insert into api_keys (client_id, name, key_hash, prefix, last_four, scopes, id, created_by) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', 'bff9fe28c92d41d28ed9fc53fc54c20ebff9fe28c92d41d28ed9fc53fc54c20e', 'rnm_12345678', 'abcd', '{read,search}', '5ce67f49-110f-4a75-863c-5ea817a9b542', '4c102969-7ee3-4871-8d3a-14a2add817c4');
insert into api_keys (client_id, name, key_hash, prefix, last_four, scopes, id, created_by) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', '10fcb9fb2407462582f4a4e4b96557fa10fcb9fb2407462582f4a4e4b96557fa', 'rnm_12345678', 'abcd', '{read,write,search,admin}', '46d74f2e-17ca-4220-8135-71e83c870725', '4c102969-7ee3-4871-8d3a-14a2add817c4');
insert into private.encryption_keys (key_id, canary, lost_at) values ('00000000', 'c', now()) on conflict do nothing;
insert into agents (client_id, name, id, latest_version) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', '8c70b25c-bbbe-4e79-85bb-c70516181551', 1);
insert into agent_versions (client_id, agent_id, version_number, configuration, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '8c70b25c-bbbe-4e79-85bb-c70516181551', 1, '{}', '2fe5e0b8-cc9a-46a1-8302-57335dfb8363');
insert into agent_usage (client_id, agent_id, day, id, user_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '8c70b25c-bbbe-4e79-85bb-c70516181551', '2026-01-01', '2adee91a-3b24-4f13-85ea-6ac6db810dfc', '04f8996d-a763-47a9-89b1-028ee3007569');
insert into agent_budgets (client_id, agent_id, period, limit_usd, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', null, 'day', 1, '91ddc96d-23df-4fe3-8af0-71f28e221bdd');
insert into conversations (client_id, agent_id, title, id, user_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '8c70b25c-bbbe-4e79-85bb-c70516181551', 'T', '5c0dc939-187d-4ae4-8db6-abd314825f9f', '04f8996d-a763-47a9-89b1-028ee3007569');
insert into agent_executions (client_id, agent_id, input, id, user_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '8c70b25c-bbbe-4e79-85bb-c70516181551', '{"question":"Q"}', '94dd1fdb-28ae-431f-89a5-400bb53a37b4', '04f8996d-a763-47a9-89b1-028ee3007569');
insert into api_credentials (client_id, name, service_name, credential_type, settings, encrypted_value, key_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', 's', 'openai_compatible', '{"base_url": "https://service.invalid/v1"}', 'v', '00000000', '9f9ca683-93f4-488f-8c48-94c8c457d19c');
insert into execution_events (client_id, execution_id, position, event, data) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '94dd1fdb-28ae-431f-89a5-400bb53a37b4', 1, 'text', '{"text":"T"}');
insert into invitations (client_id, email, role, token_hash, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'new@test.example', 'viewer', 'd86e16edef1c40a08a846531e81fc3fed86e16edef1c40a08a846531e81fc3fe', '33cd5e40-bb5f-48a9-8ac7-9d1cf5531763');
insert into audit_log (client_id, action, subject_type, subject_id, details, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'new.row', 'client', '948fe603-f61d-4036-85c5-96dc09fe3ce3', '{}', '04bd7792-1f47-4fd9-8cea-1fce0f8b7d65');
insert into webhook_endpoints (client_id, url, events, secret, key_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'https://example.invalid', '{document.ready}', 's', '00000000', 'bbdd864a-b0f6-4c6e-86a7-6a5a0972630b');
insert into webhook_deliveries (client_id, webhook_endpoint_id, event, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'bbdd864a-b0f6-4c6e-86a7-6a5a0972630b', 'webhook.test', '7547b285-a073-4e24-8a9e-2f16458f94b2');
insert into idempotency_keys (client_id, key, request_hash, id, principal) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'sown', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'd771eb77-7f76-4384-8a67-1af2ba1cd790', 'user:04f8996d-a763-47a9-89b1-028ee3007569');
insert into knowledge_bases (client_id, name, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', '7f587dc4-9ba9-43dd-80e0-10a822d0f205');
insert into knowledge_collections (client_id, knowledge_base_id, name, access, embedding_model, embedding_dimensions, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '7f587dc4-9ba9-43dd-80e0-10a822d0f205', 'New', 'open', 'm', 3, 'f0c09ff9-8d63-4d47-8356-72395a5473e7');
insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'New', 'file', 'text/plain', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'a3e26e80-7d8a-4b03-86db-efc433f48359');
insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 1, 'created', '948fe603-f61d-4036-85c5-96dc09fe3ce3/a3e26e80-7d8a-4b03-86db-efc433f48359/3b9c358f-36f0-431b-8ad3-e14f309c7cf1', 'text/plain', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'f4ef3baa-fdec-45b0-8412-4bcd7d4d780b');
insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 1, 0, 'New', '{"start": 0, "end": 3}', '{}/536870912', '{}', 'f2745a11-e332-4b08-8095-5d13ee86c297');
insert into document_chunk_embeddings (client_id, document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'f2745a11-e332-4b08-8095-5d13ee86c297', 'm', 3, '[1,0,0]', 'e');
insert into pending_embeddings (client_id, document_id, collection_id, embedding_model, missing_count) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'm', 1);
insert into document_pages (client_id, document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 1, 1, 595, 842, 0, 0, '[]');
insert into ingestion_pages (client_id, document_id, collection_id, version_number, page, content) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 1, 1, '{}');
insert into collection_terms (client_id, collection_id, term, chunk_count) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'sown', 1);
insert into test_questions (client_id, document_id, collection_id, question, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'New', '539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8');
insert into document_removals (client_id, document_id, collection_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'f6c12bb0-fa33-4de8-8d4a-13d03c8c178e');
insert into document_usage_stats (client_id, document_id, collection_id, chunk_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'a3e26e80-7d8a-4b03-86db-efc433f48359', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', null, '5b6ee13c-0267-4d7c-825c-2b747684d205');
insert into api_key_collections (client_id, api_key_id, collection_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '5ce67f49-110f-4a75-863c-5ea817a9b542', 'f0c09ff9-8d63-4d47-8356-72395a5473e7');
insert into collection_grants (client_id, collection_id, user_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', '04f8996d-a763-47a9-89b1-028ee3007569', '6186d6a6-1328-4ea4-896b-947921938dc6');
insert into collection_grants (client_id, collection_id, user_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'f0c09ff9-8d63-4d47-8356-72395a5473e7', 'd35ca505-1b82-4fc3-86a3-b0b6574a9a31', 'b4235045-cd32-4fc3-8a0f-0c912506012c');
insert into knowledge_bases (client_id, name, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'New', '894018fe-32e7-4cd8-8b21-1719a6e7ee07');
insert into knowledge_collections (client_id, knowledge_base_id, name, access, embedding_model, embedding_dimensions, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '894018fe-32e7-4cd8-8b21-1719a6e7ee07', 'New', 'restricted', 'm', 3, '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc');
insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 'New', 'file', 'text/plain', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'be12f5e7-92fb-4846-894e-28579137b318');
insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 1, 'created', '948fe603-f61d-4036-85c5-96dc09fe3ce3/be12f5e7-92fb-4846-894e-28579137b318/3b9c358f-36f0-431b-8ad3-e14f309c7cf1', 'text/plain', 1, 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'e35b247f-4019-4e57-853f-823cf65086e3');
insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 1, 0, 'New', '{"start": 0, "end": 3}', '{}/536870912', '{}', '086ab766-30c0-4ed6-8608-ce2803e22ea1');
insert into document_chunk_embeddings (client_id, document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', '086ab766-30c0-4ed6-8608-ce2803e22ea1', 'm', 3, '[1,0,0]', 'e');
insert into pending_embeddings (client_id, document_id, collection_id, embedding_model, missing_count) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 'm', 1);
insert into document_pages (client_id, document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 1, 1, 595, 842, 0, 0, '[]');
insert into ingestion_pages (client_id, document_id, collection_id, version_number, page, content) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 1, 1, '{}');
insert into collection_terms (client_id, collection_id, term, chunk_count) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 'sown', 1);
insert into test_questions (client_id, document_id, collection_id, question, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 'New', 'dcdb7a86-308b-4a60-8d49-b84a22db35ce');
insert into document_removals (client_id, document_id, collection_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', '3779e091-5d09-41d8-86a2-9d9781e59c38');
insert into document_usage_stats (client_id, document_id, collection_id, chunk_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', 'be12f5e7-92fb-4846-894e-28579137b318', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', null, '0197b92c-0d1f-4b4e-82e3-27c4b855e7a3');
insert into api_key_collections (client_id, api_key_id, collection_id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '5ce67f49-110f-4a75-863c-5ea817a9b542', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc');
insert into collection_grants (client_id, collection_id, user_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', '04f8996d-a763-47a9-89b1-028ee3007569', '76407ced-a2ea-4a7a-8542-aa0aa8ec3d27');
insert into collection_grants (client_id, collection_id, user_id, id) values ('948fe603-f61d-4036-85c5-96dc09fe3ce3', '14e315e2-97ac-44d9-8cbf-1e850fd1e0fc', 'd35ca505-1b82-4fc3-86a3-b0b6574a9a31', '30c2e88d-b014-46c6-8ccf-95a06faeb785');
select set_config('request.jwt.claims', '', true);

create temp table askers (asker text, inside boolean, principal jsonb) on commit drop;
insert into askers values
  ('owner', true, '{"kind":"user","user_id":"4c102969-7ee3-4871-8d3a-14a2add817c4"}'),
  ('admin', true, '{"kind":"user","user_id":"8c6976e5-b541-4415-8de9-08bd4dee15df"}'),
  ('user', true, '{"kind":"user","user_id":"04f8996d-a763-47a9-89b1-028ee3007569"}'),
  ('viewer', true, '{"kind":"user","user_id":"d35ca505-1b82-4fc3-86a3-b0b6574a9a31"}'),
  ('ungranted', true, '{"kind":"user","user_id":"1b44befa-780a-4965-8975-b9aae39f0f83"}'),
  ('viewer_key', true, '{"kind":"api_key","key_hash":"bff9fe28c92d41d28ed9fc53fc54c20ebff9fe28c92d41d28ed9fc53fc54c20e"}'),
  ('admin_key', true, '{"kind":"api_key","key_hash":"10fcb9fb2407462582f4a4e4b96557fa10fcb9fb2407462582f4a4e4b96557fa"}'),
  ('job', true, '{"kind":"job","client_id":"948fe603-f61d-4036-85c5-96dc09fe3ce3"}'),
  ('stranger', false, '{"kind":"user","user_id":"8aca4f36-774f-42a6-8c50-7cb9c9667948"}'),
  ('nobody', false, '{"kind":"user","user_id":"6382b3cc-8814-42b7-8bfc-aeed026001c0"}'),
  ('anon', false, null),
  ('authenticated', false, null);

-- The number of rows a statement answers, or refused; what it changes is undone.
create function pg_temp.attempt(asker text, principal jsonb, statement text) returns text
language plpgsql
as $$
declare
  answered bigint;
begin
  if principal is null then
    perform set_config('role', asker, true);
  else
    perform set_config('request.jwt.claims', private.resolve_principal(principal), true),
      set_config('role', 'renum_tenant', true);
  end if;
  execute statement;
  get diagnostics answered = row_count;
  raise exception using errcode = 'UNDO1';
exception
  when sqlstate 'UNDO1' then return answered;
  when insufficient_privilege then return 'refused';
end
$$;

-- Refused without the right; otherwise a foreign row is not there, and a new one may not be.
create function pg_temp.check_policy(subject text, verb text, allowed text[], inside text, outside text)
returns setof text
language sql
as $$
  select is(
      pg_temp.attempt(a.asker, a.principal, case when a.inside then $4 else $5 end),
      case
        when a.asker = any ($3) then '1'
        when $3 is null or $2 = 'insert' or a.principal is null then 'refused'
        else '0'
      end,
      $1 || ': ' || $2 || ' as ' || a.asker)
    from askers a
$$;

select plan(2401);

select set_eq(
  $$ select c.relname::text from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition $$,
  array['clients', 'client_usage', 'users', 'client_members', 'invitations', 'audit_log', 'api_keys', 'api_key_collections', 'knowledge_bases', 'knowledge_collections', 'collection_grants', 'documents', 'document_versions', 'document_chunks', 'document_chunk_embeddings', 'collection_terms', 'ingestions', 'pending_embeddings', 'document_pages', 'ingestion_pages', 'document_removals', 'document_usage_stats', 'test_questions', 'agents', 'agent_usage', 'agent_budgets', 'agent_versions', 'conversations', 'agent_executions', 'execution_events', 'api_credentials', 'webhook_endpoints', 'webhook_deliveries', 'idempotency_keys'],
  'every table has its intended policies in intended.ts');

select pg_temp.check_policy('clients, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from clients where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3''',
  'select 1 from clients where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3''');
select pg_temp.check_policy('clients, open', 'insert', null,
  'insert into clients (name) values (''New'') returning 1',
  'insert into clients (name) values (''New'') returning 1');
select pg_temp.check_policy('clients, open', 'update', '{owner,admin,admin_key}',
  'update clients set name = ''Changed'' where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1',
  'update clients set name = ''Changed'' where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1');
select pg_temp.check_policy('clients, open', 'delete', '{owner}',
  'delete from clients where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1',
  'delete from clients where id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1');
select pg_temp.check_policy('client_usage, open', 'select', '{owner,admin,admin_key,viewer_key}',
  'select 1 from client_usage where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3''',
  'select 1 from client_usage where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3''');
select pg_temp.check_policy('client_usage, open', 'insert', null,
  'insert into client_usage (documents) values (0) returning 1',
  'insert into client_usage (client_id, documents) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', 0) returning 1');
select pg_temp.check_policy('client_usage, open', 'update', null,
  'update client_usage set documents = 0 where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1',
  'update client_usage set documents = 0 where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1');
select pg_temp.check_policy('client_usage, open', 'delete', null,
  'delete from client_usage where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1',
  'delete from client_usage where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' returning 1');
select pg_temp.check_policy('users, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from users where id = ''04f8996d-a763-47a9-89b1-028ee3007569''',
  'select 1 from users where id = ''04f8996d-a763-47a9-89b1-028ee3007569''');
select pg_temp.check_policy('users, open', 'insert', null,
  'insert into users (id) values (''11507a0e-2f5e-49d5-8fa4-0a62a1bd7b6e'') returning 1',
  'insert into users (id) values (''11507a0e-2f5e-49d5-8fa4-0a62a1bd7b6e'') returning 1');
select pg_temp.check_policy('users, open', 'update', '{user}',
  'update users set name = ''Changed'' where id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1',
  'update users set name = ''Changed'' where id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1');
select pg_temp.check_policy('users, open', 'delete', null,
  'delete from users where id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1',
  'delete from users where id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1');
select pg_temp.check_policy('client_members, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from client_members where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569''',
  'select 1 from client_members where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569''');
select pg_temp.check_policy('client_members, open', 'insert', null,
  'insert into client_members (user_id, role) values (''6382b3cc-8814-42b7-8bfc-aeed026001c0'', ''viewer'') returning 1',
  'insert into client_members (client_id, user_id, role) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''6382b3cc-8814-42b7-8bfc-aeed026001c0'', ''viewer'') returning 1');
select pg_temp.check_policy('client_members, open', 'update', '{owner,admin,admin_key}',
  'update client_members set role = ''viewer'' where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1',
  'update client_members set role = ''viewer'' where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1');
select pg_temp.check_policy('client_members, open', 'delete', '{owner,admin,admin_key,user}',
  'delete from client_members where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1',
  'delete from client_members where client_id = ''948fe603-f61d-4036-85c5-96dc09fe3ce3'' and user_id = ''04f8996d-a763-47a9-89b1-028ee3007569'' returning 1');
select pg_temp.check_policy('invitations, open', 'select', '{owner,admin,admin_key}',
  'select 1 from invitations where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763''',
  'select 1 from invitations where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763''');
select pg_temp.check_policy('invitations, open', 'insert', '{owner,admin}',
  'insert into invitations (email, role, token_hash) values (''new@test.example'', ''viewer'', ''0375426aeac648398281f504cf11cfb70375426aeac648398281f504cf11cfb7'') returning 1',
  'insert into invitations (client_id, email, role, token_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''new@test.example'', ''viewer'', ''0375426aeac648398281f504cf11cfb70375426aeac648398281f504cf11cfb7'') returning 1');
select pg_temp.check_policy('invitations, open', 'update', '{owner,admin,admin_key}',
  'update invitations set revoked_at = now() where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763'' returning 1',
  'update invitations set revoked_at = now() where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763'' returning 1');
select pg_temp.check_policy('invitations, open', 'delete', null,
  'delete from invitations where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763'' returning 1',
  'delete from invitations where id = ''33cd5e40-bb5f-48a9-8ac7-9d1cf5531763'' returning 1');
select pg_temp.check_policy('audit_log, open', 'select', '{owner,admin,admin_key}',
  'select 1 from audit_log where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65''',
  'select 1 from audit_log where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65''');
select pg_temp.check_policy('audit_log, open', 'insert', null,
  'insert into audit_log (action, subject_type, subject_id, details) values (''new.row'', ''client'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''{}'') returning 1',
  'insert into audit_log (client_id, action, subject_type, subject_id, details) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''new.row'', ''client'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''{}'') returning 1');
select pg_temp.check_policy('audit_log, open', 'update', null,
  'update audit_log set action = ''changed.row'' where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65'' returning 1',
  'update audit_log set action = ''changed.row'' where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65'' returning 1');
select pg_temp.check_policy('audit_log, open', 'delete', null,
  'delete from audit_log where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65'' returning 1',
  'delete from audit_log where id = ''04bd7792-1f47-4fd9-8cea-1fce0f8b7d65'' returning 1');
select pg_temp.check_policy('api_keys, open', 'select', '{owner,admin,admin_key}',
  'select 1 from api_keys where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542''',
  'select 1 from api_keys where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542''');
select pg_temp.check_policy('api_keys, open', 'insert', '{owner,admin,admin_key}',
  'insert into api_keys (name, key_hash, prefix, last_four, scopes) values (''New'', ''0375426aeac648398281f504cf11cfb70375426aeac648398281f504cf11cfb7'', ''rnm_12345678'', ''abcd'', ''{read}'') returning 1',
  'insert into api_keys (client_id, name, key_hash, prefix, last_four, scopes) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''New'', ''0375426aeac648398281f504cf11cfb70375426aeac648398281f504cf11cfb7'', ''rnm_12345678'', ''abcd'', ''{read}'') returning 1');
select pg_temp.check_policy('api_keys, open', 'update', '{owner,admin,admin_key}',
  'update api_keys set name = ''Changed'' where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' returning 1',
  'update api_keys set name = ''Changed'' where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' returning 1');
select pg_temp.check_policy('api_keys, open', 'delete', null,
  'delete from api_keys where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' returning 1',
  'delete from api_keys where id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' returning 1');
select pg_temp.check_policy('api_key_collections, open', 'select', '{owner,admin,admin_key}',
  'select 1 from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''',
  'select 1 from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''');
select pg_temp.check_policy('api_key_collections, open', 'insert', '{owner,admin,admin_key}',
  'insert into api_key_collections (api_key_id, collection_id) values (''46d74f2e-17ca-4220-8135-71e83c870725'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'') returning 1',
  'insert into api_key_collections (client_id, api_key_id, collection_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''46d74f2e-17ca-4220-8135-71e83c870725'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'') returning 1');
select pg_temp.check_policy('api_key_collections, open', 'update', null,
  'update api_key_collections set api_key_id = api_key_id where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'update api_key_collections set api_key_id = api_key_id where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('api_key_collections, open', 'delete', null,
  'delete from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'delete from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('knowledge_bases, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from knowledge_bases where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205''',
  'select 1 from knowledge_bases where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205''');
select pg_temp.check_policy('knowledge_bases, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into knowledge_bases (name) values (''New'') returning 1',
  'insert into knowledge_bases (client_id, name) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''New'') returning 1');
select pg_temp.check_policy('knowledge_bases, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update knowledge_bases set name = ''Changed'' where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205'' returning 1',
  'update knowledge_bases set name = ''Changed'' where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205'' returning 1');
select pg_temp.check_policy('knowledge_bases, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from knowledge_bases where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205'' returning 1',
  'delete from knowledge_bases where id = ''7f587dc4-9ba9-43dd-80e0-10a822d0f205'' returning 1');
select pg_temp.check_policy('knowledge_collections, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from knowledge_collections where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''',
  'select 1 from knowledge_collections where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''');
select pg_temp.check_policy('knowledge_collections, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into knowledge_collections (knowledge_base_id, name, access, embedding_model, embedding_dimensions) values (''7f587dc4-9ba9-43dd-80e0-10a822d0f205'', ''New'', ''open'', ''m'', 3) returning 1',
  'insert into knowledge_collections (client_id, knowledge_base_id, name, access, embedding_model, embedding_dimensions) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''7f587dc4-9ba9-43dd-80e0-10a822d0f205'', ''New'', ''open'', ''m'', 3) returning 1');
select pg_temp.check_policy('knowledge_collections, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update knowledge_collections set name = ''Changed'' where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'update knowledge_collections set name = ''Changed'' where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('knowledge_collections, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from knowledge_collections where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'delete from knowledge_collections where id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('collection_grants, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from collection_grants where id = ''6186d6a6-1328-4ea4-896b-947921938dc6''',
  'select 1 from collection_grants where id = ''6186d6a6-1328-4ea4-896b-947921938dc6''');
select pg_temp.check_policy('collection_grants, open', 'insert', '{owner,admin,admin_key}',
  'insert into collection_grants (collection_id, user_id) values (''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''1b44befa-780a-4965-8975-b9aae39f0f83'') returning 1',
  'insert into collection_grants (client_id, collection_id, user_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''1b44befa-780a-4965-8975-b9aae39f0f83'') returning 1');
select pg_temp.check_policy('collection_grants, open', 'update', null,
  'update collection_grants set role = ''user'' where id = ''6186d6a6-1328-4ea4-896b-947921938dc6'' returning 1',
  'update collection_grants set role = ''user'' where id = ''6186d6a6-1328-4ea4-896b-947921938dc6'' returning 1');
select pg_temp.check_policy('collection_grants, open', 'delete', '{owner,admin,admin_key}',
  'delete from collection_grants where id = ''6186d6a6-1328-4ea4-896b-947921938dc6'' returning 1',
  'delete from collection_grants where id = ''6186d6a6-1328-4ea4-896b-947921938dc6'' returning 1');
select pg_temp.check_policy('documents, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from documents where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''',
  'select 1 from documents where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''');
select pg_temp.check_policy('documents, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into documents (collection_id, name, source_type, file_type, file_size, content_hash) values (''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''New'', ''file'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1',
  'insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''New'', ''file'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1');
select pg_temp.check_policy('documents, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update documents set name = ''Changed'' where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'update documents set name = ''Changed'' where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('documents, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from documents where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'delete from documents where id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('document_versions, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_versions where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b''',
  'select 1 from document_versions where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b''');
select pg_temp.check_policy('document_versions, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into document_versions (document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 2, ''created'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3/a3e26e80-7d8a-4b03-86db-efc433f48359/3b9c358f-36f0-431b-8ad3-e14f309c7cf1'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1',
  'insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 2, ''created'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3/a3e26e80-7d8a-4b03-86db-efc433f48359/3b9c358f-36f0-431b-8ad3-e14f309c7cf1'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1');
select pg_temp.check_policy('document_versions, open', 'update', null,
  'update document_versions set change_description = ''Changed'' where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b'' returning 1',
  'update document_versions set change_description = ''Changed'' where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b'' returning 1');
select pg_temp.check_policy('document_versions, open', 'delete', null,
  'delete from document_versions where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b'' returning 1',
  'delete from document_versions where id = ''f4ef3baa-fdec-45b0-8412-4bcd7d4d780b'' returning 1');
select pg_temp.check_policy('document_chunks, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_chunks where id = ''f2745a11-e332-4b08-8095-5d13ee86c297''',
  'select 1 from document_chunks where id = ''f2745a11-e332-4b08-8095-5d13ee86c297''');
select pg_temp.check_policy('document_chunks, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into document_chunks (document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 1, ''New'', ''{"start": 0, "end": 3}'', ''{}/536870912'', ''{}'') returning 1',
  'insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 1, ''New'', ''{"start": 0, "end": 3}'', ''{}/536870912'', ''{}'') returning 1');
select pg_temp.check_policy('document_chunks, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update document_chunks set content = ''Changed'' where id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1',
  'update document_chunks set content = ''Changed'' where id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1');
select pg_temp.check_policy('document_chunks, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from document_chunks where id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1',
  'delete from document_chunks where id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1');
select pg_temp.check_policy('document_chunk_embeddings, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_chunk_embeddings where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297''',
  'select 1 from document_chunk_embeddings where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297''');
select pg_temp.check_policy('document_chunk_embeddings, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into document_chunk_embeddings (document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''f2745a11-e332-4b08-8095-5d13ee86c297'', ''another'', 3, ''[1,0,0]'', ''e'') returning 1',
  'insert into document_chunk_embeddings (client_id, document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''f2745a11-e332-4b08-8095-5d13ee86c297'', ''another'', 3, ''[1,0,0]'', ''e'') returning 1');
select pg_temp.check_policy('document_chunk_embeddings, open', 'update', null,
  'update document_chunk_embeddings set embedding_id = ''Changed'' where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1',
  'update document_chunk_embeddings set embedding_id = ''Changed'' where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1');
select pg_temp.check_policy('document_chunk_embeddings, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from document_chunk_embeddings where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1',
  'delete from document_chunk_embeddings where chunk_id = ''f2745a11-e332-4b08-8095-5d13ee86c297'' returning 1');
select pg_temp.check_policy('collection_terms, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from collection_terms where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''',
  'select 1 from collection_terms where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7''');
select pg_temp.check_policy('collection_terms, open', 'insert', '{job}',
  'insert into collection_terms (collection_id, term, chunk_count) values (''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''new'', 1) returning 1',
  'insert into collection_terms (client_id, collection_id, term, chunk_count) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''new'', 1) returning 1');
select pg_temp.check_policy('collection_terms, open', 'update', '{job}',
  'update collection_terms set chunk_count = 2 where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'update collection_terms set chunk_count = 2 where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('collection_terms, open', 'delete', '{job}',
  'delete from collection_terms where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1',
  'delete from collection_terms where collection_id = ''f0c09ff9-8d63-4d47-8356-72395a5473e7'' returning 1');
select pg_temp.check_policy('ingestions, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from ingestions where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''',
  'select 1 from ingestions where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''');
select pg_temp.check_policy('ingestions, open', 'insert', null,
  'insert into ingestions (document_id, collection_id, version_number) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1) returning 1',
  'insert into ingestions (client_id, document_id, collection_id, version_number) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1) returning 1');
select pg_temp.check_policy('ingestions, open', 'update', '{job}',
  'update ingestions set step = ''parsing'' where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'update ingestions set step = ''parsing'' where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('ingestions, open', 'delete', null,
  'delete from ingestions where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'delete from ingestions where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('pending_embeddings, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from pending_embeddings where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''',
  'select 1 from pending_embeddings where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''');
select pg_temp.check_policy('pending_embeddings, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into pending_embeddings (document_id, collection_id, embedding_model, missing_count) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''another'', 1) returning 1',
  'insert into pending_embeddings (client_id, document_id, collection_id, embedding_model, missing_count) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''another'', 1) returning 1');
select pg_temp.check_policy('pending_embeddings, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update pending_embeddings set missing_count = 2 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'update pending_embeddings set missing_count = 2 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('pending_embeddings, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from pending_embeddings where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'delete from pending_embeddings where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('document_pages, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''',
  'select 1 from document_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''');
select pg_temp.check_policy('document_pages, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into document_pages (document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 2, 595, 842, 0, 0, ''[]'') returning 1',
  'insert into document_pages (client_id, document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 2, 595, 842, 0, 0, ''[]'') returning 1');
select pg_temp.check_policy('document_pages, open', 'update', null,
  'update document_pages set page = 3 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'update document_pages set page = 3 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('document_pages, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from document_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'delete from document_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('ingestion_pages, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from ingestion_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''',
  'select 1 from ingestion_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359''');
select pg_temp.check_policy('ingestion_pages, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into ingestion_pages (document_id, collection_id, version_number, page, content) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 2, ''{}'') returning 1',
  'insert into ingestion_pages (client_id, document_id, collection_id, version_number, page, content) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', 1, 2, ''{}'') returning 1');
select pg_temp.check_policy('ingestion_pages, open', 'update', null,
  'update ingestion_pages set page = 3 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'update ingestion_pages set page = 3 where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('ingestion_pages, open', 'delete', null,
  'delete from ingestion_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1',
  'delete from ingestion_pages where document_id = ''a3e26e80-7d8a-4b03-86db-efc433f48359'' returning 1');
select pg_temp.check_policy('document_removals, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_removals where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e''',
  'select 1 from document_removals where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e''');
select pg_temp.check_policy('document_removals, open', 'insert', null,
  'insert into document_removals (document_id, collection_id) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'') returning 1',
  'insert into document_removals (client_id, document_id, collection_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'') returning 1');
select pg_temp.check_policy('document_removals, open', 'update', null,
  'update document_removals set revision = 1 where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e'' returning 1',
  'update document_removals set revision = 1 where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e'' returning 1');
select pg_temp.check_policy('document_removals, open', 'delete', null,
  'delete from document_removals where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e'' returning 1',
  'delete from document_removals where id = ''f6c12bb0-fa33-4de8-8d4a-13d03c8c178e'' returning 1');
select pg_temp.check_policy('document_usage_stats, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from document_usage_stats where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205''',
  'select 1 from document_usage_stats where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205''');
select pg_temp.check_policy('document_usage_stats, open', 'insert', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'insert into document_usage_stats (document_id, collection_id, chunk_id) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''f2745a11-e332-4b08-8095-5d13ee86c297'') returning 1',
  'insert into document_usage_stats (client_id, document_id, collection_id, chunk_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''f2745a11-e332-4b08-8095-5d13ee86c297'') returning 1');
select pg_temp.check_policy('document_usage_stats, open', 'update', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'update document_usage_stats set usage_count = 2 where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205'' returning 1',
  'update document_usage_stats set usage_count = 2 where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205'' returning 1');
select pg_temp.check_policy('document_usage_stats, open', 'delete', '{owner,admin,admin_key}',
  'delete from document_usage_stats where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205'' returning 1',
  'delete from document_usage_stats where id = ''5b6ee13c-0267-4d7c-825c-2b747684d205'' returning 1');
select pg_temp.check_policy('test_questions, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from test_questions where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8''',
  'select 1 from test_questions where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8''');
select pg_temp.check_policy('test_questions, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into test_questions (document_id, collection_id, question) values (''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''New'') returning 1',
  'insert into test_questions (client_id, document_id, collection_id, question) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''a3e26e80-7d8a-4b03-86db-efc433f48359'', ''f0c09ff9-8d63-4d47-8356-72395a5473e7'', ''New'') returning 1');
select pg_temp.check_policy('test_questions, open', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update test_questions set question = ''Changed'' where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8'' returning 1',
  'update test_questions set question = ''Changed'' where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8'' returning 1');
select pg_temp.check_policy('test_questions, open', 'delete', '{owner,admin,user,ungranted,admin_key,job}',
  'delete from test_questions where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8'' returning 1',
  'delete from test_questions where id = ''539fd6b6-02fc-4540-84b1-a8e1a9e2ceb8'' returning 1');
select pg_temp.check_policy('agents, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from agents where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551''',
  'select 1 from agents where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551''');
select pg_temp.check_policy('agents, open', 'insert', '{owner,admin,admin_key}',
  'insert into agents (name) values (''New'') returning 1',
  'insert into agents (client_id, name) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''New'') returning 1');
select pg_temp.check_policy('agents, open', 'update', '{owner,admin,admin_key}',
  'update agents set name = ''Changed'' where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551'' returning 1',
  'update agents set name = ''Changed'' where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551'' returning 1');
select pg_temp.check_policy('agents, open', 'delete', '{owner,admin,admin_key}',
  'delete from agents where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551'' returning 1',
  'delete from agents where id = ''8c70b25c-bbbe-4e79-85bb-c70516181551'' returning 1');
select pg_temp.check_policy('agent_usage, open', 'select', '{owner,admin,admin_key,user}',
  'select 1 from agent_usage where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc''',
  'select 1 from agent_usage where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc''');
select pg_temp.check_policy('agent_usage, open', 'insert', null,
  'insert into agent_usage (agent_id, day) values (''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''2026-01-01'') returning 1',
  'insert into agent_usage (client_id, agent_id, day) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''2026-01-01'') returning 1');
select pg_temp.check_policy('agent_usage, open', 'update', null,
  'update agent_usage set failed = 1 where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc'' returning 1',
  'update agent_usage set failed = 1 where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc'' returning 1');
select pg_temp.check_policy('agent_usage, open', 'delete', null,
  'delete from agent_usage where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc'' returning 1',
  'delete from agent_usage where id = ''2adee91a-3b24-4f13-85ea-6ac6db810dfc'' returning 1');
select pg_temp.check_policy('agent_budgets, open', 'select', '{owner,admin,admin_key}',
  'select 1 from agent_budgets where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd''',
  'select 1 from agent_budgets where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd''');
select pg_temp.check_policy('agent_budgets, open', 'insert', '{owner,admin,admin_key}',
  'insert into agent_budgets (agent_id, period, limit_usd) values (null, ''month'', 1) returning 1',
  'insert into agent_budgets (client_id, agent_id, period, limit_usd) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', null, ''month'', 1) returning 1');
select pg_temp.check_policy('agent_budgets, open', 'update', '{owner,admin,admin_key}',
  'update agent_budgets set limit_usd = 2 where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd'' returning 1',
  'update agent_budgets set limit_usd = 2 where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd'' returning 1');
select pg_temp.check_policy('agent_budgets, open', 'delete', '{owner,admin,admin_key}',
  'delete from agent_budgets where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd'' returning 1',
  'delete from agent_budgets where id = ''91ddc96d-23df-4fe3-8af0-71f28e221bdd'' returning 1');
select pg_temp.check_policy('agent_versions, open', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from agent_versions where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363''',
  'select 1 from agent_versions where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363''');
select pg_temp.check_policy('agent_versions, open', 'insert', '{owner,admin,admin_key}',
  'insert into agent_versions (agent_id, version_number, configuration) values (''8c70b25c-bbbe-4e79-85bb-c70516181551'', 2, ''{}'') returning 1',
  'insert into agent_versions (client_id, agent_id, version_number, configuration) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''8c70b25c-bbbe-4e79-85bb-c70516181551'', 2, ''{}'') returning 1');
select pg_temp.check_policy('agent_versions, open', 'update', null,
  'update agent_versions set version_number = 3 where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363'' returning 1',
  'update agent_versions set version_number = 3 where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363'' returning 1');
select pg_temp.check_policy('agent_versions, open', 'delete', null,
  'delete from agent_versions where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363'' returning 1',
  'delete from agent_versions where id = ''2fe5e0b8-cc9a-46a1-8302-57335dfb8363'' returning 1');
select pg_temp.check_policy('conversations, open', 'select', '{owner,admin,admin_key,user,job}',
  'select 1 from conversations where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f''',
  'select 1 from conversations where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f''');
select pg_temp.check_policy('conversations, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into conversations (agent_id, title) values (''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''T'') returning 1',
  'insert into conversations (client_id, agent_id, title) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''T'') returning 1');
select pg_temp.check_policy('conversations, open', 'update', '{owner,admin,admin_key,user}',
  'update conversations set title = ''Changed'' where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f'' returning 1',
  'update conversations set title = ''Changed'' where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f'' returning 1');
select pg_temp.check_policy('conversations, open', 'delete', '{owner,admin,admin_key,user}',
  'delete from conversations where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f'' returning 1',
  'delete from conversations where id = ''5c0dc939-187d-4ae4-8db6-abd314825f9f'' returning 1');
select pg_temp.check_policy('agent_executions, open', 'select', '{owner,admin,admin_key,user,job}',
  'select 1 from agent_executions where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4''',
  'select 1 from agent_executions where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4''');
select pg_temp.check_policy('agent_executions, open', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into agent_executions (agent_id, input) values (''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''{"question":"Q"}'') returning 1',
  'insert into agent_executions (client_id, agent_id, input) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''8c70b25c-bbbe-4e79-85bb-c70516181551'', ''{"question":"Q"}'') returning 1');
select pg_temp.check_policy('agent_executions, open', 'update', '{owner,admin,admin_key,user,job}',
  'update agent_executions set status = ''running'' where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1',
  'update agent_executions set status = ''running'' where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1');
select pg_temp.check_policy('agent_executions, open', 'delete', '{owner,admin,admin_key}',
  'delete from agent_executions where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1',
  'delete from agent_executions where id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1');
select pg_temp.check_policy('execution_events, open', 'select', '{owner,admin,admin_key,user,job}',
  'select 1 from execution_events where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4''',
  'select 1 from execution_events where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4''');
select pg_temp.check_policy('execution_events, open', 'insert', '{owner,admin,admin_key,user,job}',
  'insert into execution_events (execution_id, position, event, data) values (''94dd1fdb-28ae-431f-89a5-400bb53a37b4'', 2, ''text'', ''{"text":"T"}'') returning 1',
  'insert into execution_events (client_id, execution_id, position, event, data) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'', 2, ''text'', ''{"text":"T"}'') returning 1');
select pg_temp.check_policy('execution_events, open', 'update', null,
  'update execution_events set position = 3 where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1',
  'update execution_events set position = 3 where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1');
select pg_temp.check_policy('execution_events, open', 'delete', null,
  'delete from execution_events where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1',
  'delete from execution_events where execution_id = ''94dd1fdb-28ae-431f-89a5-400bb53a37b4'' returning 1');
select pg_temp.check_policy('api_credentials, open', 'select', '{owner,admin,admin_key}',
  'select 1 from api_credentials where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c''',
  'select 1 from api_credentials where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c''');
select pg_temp.check_policy('api_credentials, open', 'insert', '{owner,admin,admin_key}',
  'insert into api_credentials (name, service_name, credential_type, settings, encrypted_value, key_id) values (''New'', ''s'', ''openai_compatible'', ''{"base_url": "https://service.invalid/v1"}'', ''v'', ''00000000'') returning 1',
  'insert into api_credentials (client_id, name, service_name, credential_type, settings, encrypted_value, key_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''New'', ''s'', ''openai_compatible'', ''{"base_url": "https://service.invalid/v1"}'', ''v'', ''00000000'') returning 1');
select pg_temp.check_policy('api_credentials, open', 'update', '{owner,admin,admin_key}',
  'update api_credentials set encrypted_value = ''Changed'', last_four = null where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c'' returning 1',
  'update api_credentials set encrypted_value = ''Changed'', last_four = null where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c'' returning 1');
select pg_temp.check_policy('api_credentials, open', 'delete', '{owner,admin,admin_key}',
  'delete from api_credentials where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c'' returning 1',
  'delete from api_credentials where id = ''9f9ca683-93f4-488f-8c48-94c8c457d19c'' returning 1');
select pg_temp.check_policy('webhook_endpoints, open', 'select', '{owner,admin,admin_key}',
  'select 1 from webhook_endpoints where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b''',
  'select 1 from webhook_endpoints where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b''');
select pg_temp.check_policy('webhook_endpoints, open', 'insert', '{owner,admin,admin_key}',
  'insert into webhook_endpoints (url, events, secret, key_id) values (''https://example.invalid'', ''{document.ready}'', ''s'', ''00000000'') returning 1',
  'insert into webhook_endpoints (client_id, url, events, secret, key_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''https://example.invalid'', ''{document.ready}'', ''s'', ''00000000'') returning 1');
select pg_temp.check_policy('webhook_endpoints, open', 'update', '{owner,admin,admin_key}',
  'update webhook_endpoints set description = ''Changed'' where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'' returning 1',
  'update webhook_endpoints set description = ''Changed'' where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'' returning 1');
select pg_temp.check_policy('webhook_endpoints, open', 'delete', '{owner,admin,admin_key}',
  'delete from webhook_endpoints where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'' returning 1',
  'delete from webhook_endpoints where id = ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'' returning 1');
select pg_temp.check_policy('webhook_deliveries, open', 'select', '{owner,admin,admin_key}',
  'select 1 from webhook_deliveries where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2''',
  'select 1 from webhook_deliveries where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2''');
select pg_temp.check_policy('webhook_deliveries, open', 'insert', '{owner,admin,admin_key}',
  'insert into webhook_deliveries (webhook_endpoint_id, event) values (''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'', ''webhook.test'') returning 1',
  'insert into webhook_deliveries (client_id, webhook_endpoint_id, event) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''bbdd864a-b0f6-4c6e-86a7-6a5a0972630b'', ''webhook.test'') returning 1');
select pg_temp.check_policy('webhook_deliveries, open', 'update', '{owner,admin,admin_key}',
  'update webhook_deliveries set status = ''pending'', next_attempt_at = now() where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2'' returning 1',
  'update webhook_deliveries set status = ''pending'', next_attempt_at = now() where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2'' returning 1');
select pg_temp.check_policy('webhook_deliveries, open', 'delete', null,
  'delete from webhook_deliveries where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2'' returning 1',
  'delete from webhook_deliveries where id = ''7547b285-a073-4e24-8a9e-2f16458f94b2'' returning 1');
select pg_temp.check_policy('idempotency_keys, open', 'select', '{user}',
  'select 1 from idempotency_keys where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790''',
  'select 1 from idempotency_keys where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790''');
select pg_temp.check_policy('idempotency_keys, open', 'insert', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'insert into idempotency_keys (key, request_hash) values (''new'', ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1',
  'insert into idempotency_keys (client_id, key, request_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''new'', ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1');
select pg_temp.check_policy('idempotency_keys, open', 'update', '{user}',
  'update idempotency_keys set response = ''{}'' where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790'' returning 1',
  'update idempotency_keys set response = ''{}'' where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790'' returning 1');
select pg_temp.check_policy('idempotency_keys, open', 'delete', '{user}',
  'delete from idempotency_keys where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790'' returning 1',
  'delete from idempotency_keys where id = ''d771eb77-7f76-4384-8a67-1af2ba1cd790'' returning 1');
select pg_temp.check_policy('knowledge_bases, restricted', 'select', '{owner,admin,user,viewer,ungranted,viewer_key,admin_key,job}',
  'select 1 from knowledge_bases where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07''',
  'select 1 from knowledge_bases where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07''');
select pg_temp.check_policy('knowledge_bases, restricted', 'insert', '{owner,admin,user,ungranted,admin_key,job}',
  'insert into knowledge_bases (name) values (''New'') returning 1',
  'insert into knowledge_bases (client_id, name) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''New'') returning 1');
select pg_temp.check_policy('knowledge_bases, restricted', 'update', '{owner,admin,user,ungranted,admin_key,job}',
  'update knowledge_bases set name = ''Changed'' where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07'' returning 1',
  'update knowledge_bases set name = ''Changed'' where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07'' returning 1');
select pg_temp.check_policy('knowledge_bases, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from knowledge_bases where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07'' returning 1',
  'delete from knowledge_bases where id = ''894018fe-32e7-4cd8-8b21-1719a6e7ee07'' returning 1');
select pg_temp.check_policy('knowledge_collections, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from knowledge_collections where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''',
  'select 1 from knowledge_collections where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''');
select pg_temp.check_policy('knowledge_collections, restricted', 'insert', '{owner,admin,admin_key}',
  'insert into knowledge_collections (knowledge_base_id, name, access, embedding_model, embedding_dimensions) values (''894018fe-32e7-4cd8-8b21-1719a6e7ee07'', ''New'', ''restricted'', ''m'', 3) returning 1',
  'insert into knowledge_collections (client_id, knowledge_base_id, name, access, embedding_model, embedding_dimensions) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''894018fe-32e7-4cd8-8b21-1719a6e7ee07'', ''New'', ''restricted'', ''m'', 3) returning 1');
select pg_temp.check_policy('knowledge_collections, restricted', 'update', '{owner,admin,user,admin_key,job}',
  'update knowledge_collections set name = ''Changed'' where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'update knowledge_collections set name = ''Changed'' where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('knowledge_collections, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from knowledge_collections where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'delete from knowledge_collections where id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('collection_grants, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from collection_grants where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27''',
  'select 1 from collection_grants where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27''');
select pg_temp.check_policy('collection_grants, restricted', 'insert', '{owner,admin,admin_key}',
  'insert into collection_grants (collection_id, user_id) values (''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''1b44befa-780a-4965-8975-b9aae39f0f83'') returning 1',
  'insert into collection_grants (client_id, collection_id, user_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''1b44befa-780a-4965-8975-b9aae39f0f83'') returning 1');
select pg_temp.check_policy('collection_grants, restricted', 'update', null,
  'update collection_grants set role = ''user'' where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27'' returning 1',
  'update collection_grants set role = ''user'' where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27'' returning 1');
select pg_temp.check_policy('collection_grants, restricted', 'delete', '{owner,admin,admin_key}',
  'delete from collection_grants where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27'' returning 1',
  'delete from collection_grants where id = ''76407ced-a2ea-4a7a-8542-aa0aa8ec3d27'' returning 1');
select pg_temp.check_policy('api_key_collections, restricted', 'select', '{owner,admin,admin_key}',
  'select 1 from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''',
  'select 1 from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''');
select pg_temp.check_policy('api_key_collections, restricted', 'insert', '{owner,admin,admin_key}',
  'insert into api_key_collections (api_key_id, collection_id) values (''46d74f2e-17ca-4220-8135-71e83c870725'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'') returning 1',
  'insert into api_key_collections (client_id, api_key_id, collection_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''46d74f2e-17ca-4220-8135-71e83c870725'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'') returning 1');
select pg_temp.check_policy('api_key_collections, restricted', 'update', null,
  'update api_key_collections set api_key_id = api_key_id where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'update api_key_collections set api_key_id = api_key_id where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('api_key_collections, restricted', 'delete', null,
  'delete from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'delete from api_key_collections where api_key_id = ''5ce67f49-110f-4a75-863c-5ea817a9b542'' and collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('documents, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from documents where id = ''be12f5e7-92fb-4846-894e-28579137b318''',
  'select 1 from documents where id = ''be12f5e7-92fb-4846-894e-28579137b318''');
select pg_temp.check_policy('documents, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into documents (collection_id, name, source_type, file_type, file_size, content_hash) values (''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''New'', ''file'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1',
  'insert into documents (client_id, collection_id, name, source_type, file_type, file_size, content_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''New'', ''file'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1');
select pg_temp.check_policy('documents, restricted', 'update', '{owner,admin,user,admin_key,job}',
  'update documents set name = ''Changed'' where id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'update documents set name = ''Changed'' where id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('documents, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from documents where id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'delete from documents where id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('document_versions, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_versions where id = ''e35b247f-4019-4e57-853f-823cf65086e3''',
  'select 1 from document_versions where id = ''e35b247f-4019-4e57-853f-823cf65086e3''');
select pg_temp.check_policy('document_versions, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into document_versions (document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 2, ''created'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3/be12f5e7-92fb-4846-894e-28579137b318/3b9c358f-36f0-431b-8ad3-e14f309c7cf1'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1',
  'insert into document_versions (client_id, document_id, collection_id, version_number, change_type, storage_path, file_type, file_size, content_hash) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 2, ''created'', ''948fe603-f61d-4036-85c5-96dc09fe3ce3/be12f5e7-92fb-4846-894e-28579137b318/3b9c358f-36f0-431b-8ad3-e14f309c7cf1'', ''text/plain'', 1, ''aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'') returning 1');
select pg_temp.check_policy('document_versions, restricted', 'update', null,
  'update document_versions set change_description = ''Changed'' where id = ''e35b247f-4019-4e57-853f-823cf65086e3'' returning 1',
  'update document_versions set change_description = ''Changed'' where id = ''e35b247f-4019-4e57-853f-823cf65086e3'' returning 1');
select pg_temp.check_policy('document_versions, restricted', 'delete', null,
  'delete from document_versions where id = ''e35b247f-4019-4e57-853f-823cf65086e3'' returning 1',
  'delete from document_versions where id = ''e35b247f-4019-4e57-853f-823cf65086e3'' returning 1');
select pg_temp.check_policy('document_chunks, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_chunks where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1''',
  'select 1 from document_chunks where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1''');
select pg_temp.check_policy('document_chunks, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into document_chunks (document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 1, ''New'', ''{"start": 0, "end": 3}'', ''{}/536870912'', ''{}'') returning 1',
  'insert into document_chunks (client_id, document_id, collection_id, version_number, chunk_index, content, metadata, terms, term_keys) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 1, ''New'', ''{"start": 0, "end": 3}'', ''{}/536870912'', ''{}'') returning 1');
select pg_temp.check_policy('document_chunks, restricted', 'update', '{owner,admin,user,admin_key,job}',
  'update document_chunks set content = ''Changed'' where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1',
  'update document_chunks set content = ''Changed'' where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1');
select pg_temp.check_policy('document_chunks, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from document_chunks where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1',
  'delete from document_chunks where id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1');
select pg_temp.check_policy('document_chunk_embeddings, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_chunk_embeddings where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1''',
  'select 1 from document_chunk_embeddings where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1''');
select pg_temp.check_policy('document_chunk_embeddings, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into document_chunk_embeddings (document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''086ab766-30c0-4ed6-8608-ce2803e22ea1'', ''another'', 3, ''[1,0,0]'', ''e'') returning 1',
  'insert into document_chunk_embeddings (client_id, document_id, collection_id, chunk_id, embedding_model, embedding_dimensions, embedding, embedding_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''086ab766-30c0-4ed6-8608-ce2803e22ea1'', ''another'', 3, ''[1,0,0]'', ''e'') returning 1');
select pg_temp.check_policy('document_chunk_embeddings, restricted', 'update', null,
  'update document_chunk_embeddings set embedding_id = ''Changed'' where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1',
  'update document_chunk_embeddings set embedding_id = ''Changed'' where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1');
select pg_temp.check_policy('document_chunk_embeddings, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from document_chunk_embeddings where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1',
  'delete from document_chunk_embeddings where chunk_id = ''086ab766-30c0-4ed6-8608-ce2803e22ea1'' returning 1');
select pg_temp.check_policy('collection_terms, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from collection_terms where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''',
  'select 1 from collection_terms where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc''');
select pg_temp.check_policy('collection_terms, restricted', 'insert', '{job}',
  'insert into collection_terms (collection_id, term, chunk_count) values (''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''new'', 1) returning 1',
  'insert into collection_terms (client_id, collection_id, term, chunk_count) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''new'', 1) returning 1');
select pg_temp.check_policy('collection_terms, restricted', 'update', '{job}',
  'update collection_terms set chunk_count = 2 where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'update collection_terms set chunk_count = 2 where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('collection_terms, restricted', 'delete', '{job}',
  'delete from collection_terms where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1',
  'delete from collection_terms where collection_id = ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'' returning 1');
select pg_temp.check_policy('ingestions, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from ingestions where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''',
  'select 1 from ingestions where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''');
select pg_temp.check_policy('ingestions, restricted', 'insert', null,
  'insert into ingestions (document_id, collection_id, version_number) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1) returning 1',
  'insert into ingestions (client_id, document_id, collection_id, version_number) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1) returning 1');
select pg_temp.check_policy('ingestions, restricted', 'update', '{job}',
  'update ingestions set step = ''parsing'' where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'update ingestions set step = ''parsing'' where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('ingestions, restricted', 'delete', null,
  'delete from ingestions where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'delete from ingestions where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('pending_embeddings, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from pending_embeddings where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''',
  'select 1 from pending_embeddings where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''');
select pg_temp.check_policy('pending_embeddings, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into pending_embeddings (document_id, collection_id, embedding_model, missing_count) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''another'', 1) returning 1',
  'insert into pending_embeddings (client_id, document_id, collection_id, embedding_model, missing_count) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''another'', 1) returning 1');
select pg_temp.check_policy('pending_embeddings, restricted', 'update', '{owner,admin,user,admin_key,job}',
  'update pending_embeddings set missing_count = 2 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'update pending_embeddings set missing_count = 2 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('pending_embeddings, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from pending_embeddings where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'delete from pending_embeddings where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('document_pages, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''',
  'select 1 from document_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''');
select pg_temp.check_policy('document_pages, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into document_pages (document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 2, 595, 842, 0, 0, ''[]'') returning 1',
  'insert into document_pages (client_id, document_id, collection_id, version_number, page, width, height, text_start, text_end, lines) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 2, 595, 842, 0, 0, ''[]'') returning 1');
select pg_temp.check_policy('document_pages, restricted', 'update', null,
  'update document_pages set page = 3 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'update document_pages set page = 3 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('document_pages, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from document_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'delete from document_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('ingestion_pages, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from ingestion_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''',
  'select 1 from ingestion_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318''');
select pg_temp.check_policy('ingestion_pages, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into ingestion_pages (document_id, collection_id, version_number, page, content) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 2, ''{}'') returning 1',
  'insert into ingestion_pages (client_id, document_id, collection_id, version_number, page, content) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', 1, 2, ''{}'') returning 1');
select pg_temp.check_policy('ingestion_pages, restricted', 'update', null,
  'update ingestion_pages set page = 3 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'update ingestion_pages set page = 3 where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('ingestion_pages, restricted', 'delete', null,
  'delete from ingestion_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1',
  'delete from ingestion_pages where document_id = ''be12f5e7-92fb-4846-894e-28579137b318'' returning 1');
select pg_temp.check_policy('document_removals, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_removals where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38''',
  'select 1 from document_removals where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38''');
select pg_temp.check_policy('document_removals, restricted', 'insert', null,
  'insert into document_removals (document_id, collection_id) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'') returning 1',
  'insert into document_removals (client_id, document_id, collection_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'') returning 1');
select pg_temp.check_policy('document_removals, restricted', 'update', null,
  'update document_removals set revision = 1 where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38'' returning 1',
  'update document_removals set revision = 1 where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38'' returning 1');
select pg_temp.check_policy('document_removals, restricted', 'delete', null,
  'delete from document_removals where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38'' returning 1',
  'delete from document_removals where id = ''3779e091-5d09-41d8-86a2-9d9781e59c38'' returning 1');
select pg_temp.check_policy('test_questions, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from test_questions where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce''',
  'select 1 from test_questions where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce''');
select pg_temp.check_policy('test_questions, restricted', 'insert', '{owner,admin,user,admin_key,job}',
  'insert into test_questions (document_id, collection_id, question) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''New'') returning 1',
  'insert into test_questions (client_id, document_id, collection_id, question) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''New'') returning 1');
select pg_temp.check_policy('test_questions, restricted', 'update', '{owner,admin,user,admin_key,job}',
  'update test_questions set question = ''Changed'' where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce'' returning 1',
  'update test_questions set question = ''Changed'' where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce'' returning 1');
select pg_temp.check_policy('test_questions, restricted', 'delete', '{owner,admin,user,admin_key,job}',
  'delete from test_questions where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce'' returning 1',
  'delete from test_questions where id = ''dcdb7a86-308b-4a60-8d49-b84a22db35ce'' returning 1');
select pg_temp.check_policy('document_usage_stats, restricted', 'select', '{owner,admin,user,viewer,admin_key,job}',
  'select 1 from document_usage_stats where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3''',
  'select 1 from document_usage_stats where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3''');
select pg_temp.check_policy('document_usage_stats, restricted', 'insert', '{owner,admin,user,viewer,admin_key,job}',
  'insert into document_usage_stats (document_id, collection_id, chunk_id) values (''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''086ab766-30c0-4ed6-8608-ce2803e22ea1'') returning 1',
  'insert into document_usage_stats (client_id, document_id, collection_id, chunk_id) values (''948fe603-f61d-4036-85c5-96dc09fe3ce3'', ''be12f5e7-92fb-4846-894e-28579137b318'', ''14e315e2-97ac-44d9-8cbf-1e850fd1e0fc'', ''086ab766-30c0-4ed6-8608-ce2803e22ea1'') returning 1');
select pg_temp.check_policy('document_usage_stats, restricted', 'update', '{owner,admin,user,viewer,admin_key,job}',
  'update document_usage_stats set usage_count = 2 where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3'' returning 1',
  'update document_usage_stats set usage_count = 2 where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3'' returning 1');
select pg_temp.check_policy('document_usage_stats, restricted', 'delete', '{owner,admin,admin_key}',
  'delete from document_usage_stats where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3'' returning 1',
  'delete from document_usage_stats where id = ''0197b92c-0d1f-4b4e-82e3-27c4b855e7a3'' returning 1');

select * from finish();
rollback;
