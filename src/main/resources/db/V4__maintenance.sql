-- Maintenance jobs: which run of one is at work, when each is due, what each pushed.

alter table task add column job text not null default '';
create index task_job on task (repository, job);

-- One run of a job on a repository at a time.
create table active_job (
  repository text not null,
  job        text not null,
  task       text not null,
  primary key (repository, job)
);

-- schedule: cron and zone that due follows from; when the policy has another, due is found anew.
-- note: why the last due time began no run, or empty.
create table job_time (
  repository text   not null,
  job        text   not null,
  schedule   text   not null,
  due        bigint not null,
  note       text   not null,
  primary key (repository, job)
);

-- Commits that a job's task made ready; pull_request is 0 until the journal says which.
create table proposal (
  task         text    not null,
  repository   text    not null,
  job          text    not null,
  head         text    not null,
  change       text    not null,
  pull_request integer not null,
  at           bigint  not null,
  primary key (task, head)
);
create index proposal_job on proposal (repository, job, at);
