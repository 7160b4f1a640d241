-- What a forge told of, and what it allows.

-- Deliveries by the forge's own names for them: one that is sent again is known.
create table delivery (
  name  text   not null primary key,
  event text   not null,
  at    bigint not null
);
create index delivery_at on delivery (at);

-- Comments that were told of and not looked at yet. next: not before then. rank: the lower, the
-- sooner.
create table arrival (
  repository text    not null,
  number     integer not null,
  comment_id bigint  not null,
  rank       integer not null,
  at         bigint  not null,
  tries      integer not null,
  next       bigint  not null,
  primary key (repository, number, comment_id)
);
create index arrival_next on arrival (next);

-- Up to where something was read.
create table forge_note (
  name  text not null primary key,
  value text not null
);

-- remaining, most, resets: as the forge last said. stopped: nothing is asked before then. turn: the
-- last moment that was given out for a change. changes: made in the hour that began at hour.
create table forge_budget (
  name      text    not null primary key,
  remaining bigint  not null,
  most      bigint  not null,
  resets    bigint  not null,
  stopped   bigint  not null,
  why       text    not null,
  turn      bigint  not null,
  hour      bigint  not null,
  changes   integer not null
);

-- Whose comment one is: with a person's token, theirs and ours have the same author.
create index outbox_result on outbox (kind, result);
create index outbox_unfinished on outbox (kind) where done = 0;
