-- What tasks made, for the node that takes one over: packs of git objects, by the tree or commit
-- that each completes. A database of one node has none.
create table snapshot_pack (
  task text     not null,
  id   text     not null,
  data ${bytes} not null,
  at   bigint   not null,
  primary key (task, id)
);
create index snapshot_pack_id on snapshot_pack (id);

-- Prints of the keys that lie outside the database: a node with other keys would write an audit log
-- that does not hold, and find none of its comments again.
create table key_print (
  name  text not null primary key,
  print text not null
);
