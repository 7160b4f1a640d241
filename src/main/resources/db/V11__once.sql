-- comment_id: the comment that said it, 0 for what was said before this release. Each says it once,
-- however often it is delivered.
alter table inbox add column comment_id bigint not null default 0;
create unique index inbox_comment on inbox (task, comment_id) where comment_id <> 0;
