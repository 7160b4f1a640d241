-- What people keep in the embedded forge; its commits are in bare repositories on disk.

-- last_number: issues and pull requests of a repository share their numbers.
create table hosted_repository (
  id          ${id},
  slug        text    not null unique,
  last_number integer not null
);

create table hosted_account (
  id    ${id},
  login text not null unique,
  kind  text not null
);

create table hosted_role (
  repository bigint not null,
  account    bigint not null,
  role       text   not null,
  primary key (repository, account)
);

-- base, head: the commits that a pull request stood for when it was opened or closed.
create table hosted_thread (
  id          ${id},
  repository  bigint  not null,
  number      integer not null,
  kind        text    not null,
  title       text    not null,
  body        text    not null,
  author      bigint  not null,
  state       text    not null,
  draft       integer not null,
  head_branch text    not null,
  base_branch text    not null,
  base        text    not null,
  head        text    not null,
  at          bigint  not null,
  changed     bigint  not null,
  unique (repository, number)
);
create unique index hosted_thread_open_pull on hosted_thread (repository, head_branch, base_branch)
  where kind = 'PULL_REQUEST' and state = 'OPEN';

-- edited: set once, never taken back. heard: whether Gatehand was told of it.
create table hosted_comment (
  id     ${id},
  thread bigint  not null,
  author bigint  not null,
  body   text    not null,
  at     bigint  not null,
  edited integer not null,
  heard  integer not null
);
create index hosted_comment_thread on hosted_comment (thread);
create index hosted_comment_unheard on hosted_comment (id) where heard = 0;

create table hosted_reaction (
  comment  bigint not null,
  account  bigint not null,
  reaction text   not null,
  primary key (comment, account, reaction)
);
