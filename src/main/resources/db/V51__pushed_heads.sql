-- What Gatehand pushed last to each pull request of its own, as long as what a CI says of it is
-- waited for. next: not looked at before then. It follows from the journal, and is dropped when done.
create table pushed_head (
  repository text    not null,
  number     integer not null,
  head       text    not null,
  task       text    not null,
  at         bigint  not null,
  next       bigint  not null,
  primary key (repository, number)
);
create index pushed_head_next on pushed_head (next);
