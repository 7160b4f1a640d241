-- Images that a task was begun with, by the SHA-256 of their bytes: the task's events name them.
create table task_image (
  task   text     not null,
  digest text     not null,
  data   ${bytes} not null,
  at     bigint   not null,
  primary key (task, digest)
);
