-- What does not answer, for all nodes. tries: failures in a row, of whatever tasks. next: nobody asks
-- it before then; 0 as long as it may be one task's bad luck.
create table outage (
  name  text    not null primary key,
  why   text    not null,
  since bigint  not null,
  tries integer not null,
  next  bigint  not null
);
