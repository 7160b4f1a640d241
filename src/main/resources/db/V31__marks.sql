-- What stands on threads of the embedded forge besides words: labels, and who was asked to review.
create table hosted_label (
  thread bigint not null,
  label  text   not null,
  primary key (thread, label)
);

create table hosted_reviewer (
  thread   bigint not null,
  reviewer text   not null,
  primary key (thread, reviewer)
);
