-- Labels and assignments on the embedded forge, and what CIs say of commits there.

-- what: a label's name, or the login of whoever was assigned. whom: their account, or 0. heard: whether
-- Gatehand was told of it.
create table hosted_marking (
  id      ${id},
  thread  bigint  not null,
  account bigint  not null,
  kind    text    not null,
  what    text    not null,
  whom    bigint  not null,
  at      bigint  not null,
  heard   integer not null
);
create index hosted_marking_thread on hosted_marking (thread);
create index hosted_marking_unheard on hosted_marking (id) where heard = 0;

create table hosted_check (
  repository bigint not null,
  head       text   not null,
  name       text   not null,
  state      text   not null,
  summary    text   not null,
  output     text   not null,
  at         bigint not null,
  primary key (repository, head, name)
);
