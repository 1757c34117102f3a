-- Older Supabase projects grant new tables and functions of `public` to anon and authenticated by default.
-- Renum's rules live in its own API: nobody reaches the tables with the publishable key.
revoke all on all tables in schema public from anon, authenticated;
revoke all on all functions in schema public from public, anon, authenticated;
