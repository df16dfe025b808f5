-- int_task: the tasks, those that the journal added with them, and who led each first.
with leads as (
    select d.task, d.org, row_number() over (partition by d.task order by d.valid_from asc nulls first, d.seq asc nulls last) as place
    from ref_duties d
    where d.role = 'lead'
),
added as (
    select f.task, min(f.seq) as seq, min_by(f.day, f.seq) as day
    from int_decision f
    where f.kind = 'task_added'
    group by f.task
)
select
    t.programme, t.sample, t.task, t.seq, t.parent, t.title, t.title_en, t.kind,
    coalesce(a.day, t.start) as start, t.due, t.repeat, t.clause, t.closing_rule,
    coalesce(l.org, '') as lead_original,
    cast(a.seq as integer) as added_seq,
    a.day as added_on
from ref_tasks t
left join leads l on t.task = l.task and l.place = 1
left join added a on t.task = a.task
