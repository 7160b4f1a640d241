-- A commit carries the newest link of its task.
create index audit_task on audit (task, seq);
