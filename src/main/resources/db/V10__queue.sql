-- The queue decides here, so that it decides the same on every node.

-- repository: of the task, for fairness. told: what people last read about its place in line.
alter table scheduled_tasks add column repository text not null default '';
update scheduled_tasks set repository =
  coalesce((select repository from task where task.id = scheduled_tasks.task_instance), '');
create index scheduled_tasks_picked on scheduled_tasks (repository) where picked;
alter table task add column told text not null default '';

-- Whoever picks tasks locks this row first: two nodes that counted at once would both find room.
create table queue_turn (
  id    integer not null primary key,
  turns bigint  not null
);
insert into queue_turn (id, turns) values (1, 0);

-- The turn at which a repository was served last: among equals, the one that waits longest is next.
create table queue_served (
  repository text   not null primary key,
  turn       bigint not null
);

-- Tasks that wait for the one at work on their thread, oldest first.
create table thread_line (
  id         ${id},
  repository text    not null,
  number     integer not null,
  task       text    not null unique
);
create index thread_line_thread on thread_line (repository, number, id);

-- What one node at a time does: its holder, until when.
create table claim (
  name   text   not null primary key,
  holder text   not null,
  until  bigint not null
);
