-- The chain shows what was changed; these keep a slip of our own from changing it.
create function audit_refuse() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only';
end $$;

create trigger audit_is_never_changed before update or delete on audit
  for each row execute function audit_refuse();

create trigger audit_is_never_emptied before truncate on audit
  for each statement execute function audit_refuse();
