-- What happened in a task is not changed afterwards: everything else is derived from it.
create trigger journal_is_never_changed before update on journal
begin
  select raise(abort, 'the journal is append-only');
end;

create trigger journal_is_never_cut before delete on journal
begin
  select raise(abort, 'the journal is append-only');
end;
