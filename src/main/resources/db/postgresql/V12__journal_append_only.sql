-- What happened in a task is not changed afterwards: everything else is derived from it.
create function journal_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the journal is append-only';
end $$;

create trigger journal_is_never_changed before update or delete on journal
  for each row execute function journal_refuse();

create trigger journal_is_never_emptied before truncate on journal
  for each statement execute function journal_refuse();
