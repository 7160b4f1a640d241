-- Instants are milliseconds since 1970; lists and records are JSON in text.

-- What follows from a task's journal, kept with it in one transaction.
-- source: the comment or the due time that it came from, once.
-- resumes: the state that it is in again when a node takes it up.
-- epoch: rises with every node that takes it up; a write with a lower one is refused.
create table task (
  id         text    not null primary key,
  source     text    not null unique,
  origin     text    not null,
  kind       text    not null,
  repository text    not null,
  number     integer not null,
  title      text    not null,
  by_login   text    not null,
  state      text    not null,
  resumes    text    not null,
  why        text    not null,
  node       text    not null,
  epoch      bigint  not null,
  seq        bigint  not null,
  at         bigint  not null,
  changed    bigint  not null
);
create index task_thread on task (repository, number);
create index task_state on task (state);
create index task_at on task (at);

-- One task of a thread at a time.
create table active_thread (
  repository text    not null,
  number     integer not null,
  task       text    not null,
  primary key (repository, number)
);

create table journal (
  task    text    not null,
  seq     bigint  not null,
  epoch   bigint  not null,
  version integer not null,
  type    text    not null,
  data    text    not null,
  at      bigint  not null,
  primary key (task, seq)
);

create table ask (
  id         text   not null primary key,
  task       text   not null,
  state      text   not null,
  comment_id bigint not null,
  by_login   text   not null,
  deadline   bigint not null,
  at         bigint not null,
  data       text   not null
);
create index ask_task on ask (task, state);
create index ask_deadline on ask (state, deadline);

-- ask: the one that it answers, or empty. taken_by: seq of the event that took it, 0 before.
create table inbox (
  id       ${id},
  task     text    not null,
  kind     text    not null,
  ask      text    not null,
  data     text    not null,
  at       bigint  not null,
  taken_by bigint  not null
);
create index inbox_task on inbox (task, taken_by);
create index inbox_ask on inbox (ask, taken_by);

create table outbox (
  dispatch text    not null primary key,
  task     text    not null,
  epoch    bigint  not null,
  kind     text    not null,
  done     integer not null,
  result   text    not null,
  at       bigint  not null,
  done_at  bigint  not null
);

create table seen_comment (
  repository text    not null,
  number     integer not null,
  comment_id bigint  not null,
  at         bigint  not null,
  primary key (repository, number, comment_id)
);

create table audit (
  seq         bigint not null primary key,
  at          bigint not null,
  task        text   not null,
  who         text   not null,
  what        text   not null,
  subject     text   not null,
  rule        text   not null,
  why         text   not null,
  fingerprint text   not null,
  policy      text   not null,
  hash        text   not null
);

-- The newest link of the chain. Whoever appends locks this row, on whatever node.
create table audit_head (
  id   integer not null primary key,
  seq  bigint  not null,
  hash text    not null
);
insert into audit_head (id, seq, hash) values (1, 0, '');

-- The table of db-scheduler, with one column of ours.
-- wanted: how often the task was submitted; a slice that began before the last time runs once more.
create table scheduled_tasks (
  task_name            text      not null,
  task_instance        text      not null,
  task_data            ${bytes},
  execution_time       ${instant} not null,
  picked               boolean   not null,
  picked_by            text,
  last_success         ${instant},
  last_failure         ${instant},
  consecutive_failures integer,
  last_heartbeat       ${instant},
  version              bigint    not null,
  priority             smallint,
  wanted               bigint    not null default 0,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
