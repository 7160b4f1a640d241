-- The chain shows what was changed; these keep a slip of our own from changing it.
create trigger audit_is_never_changed before update on audit
begin
  select raise(abort, 'the audit log is append-only');
end;

create trigger audit_is_never_cut before delete on audit
begin
  select raise(abort, 'the audit log is append-only');
end;
