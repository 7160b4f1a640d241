-- What tasks have cost, for limits over more than one task. day: days since 1970, in UTC. micros:
-- millionths of a US dollar. Follows from the journal, as task does.
create table spending (
  task   text   not null,
  day    bigint not null,
  micros bigint not null,
  primary key (task, day)
);
