-- dim_task: tasks with the org that leads each.
with leads as (
    select d.task, d.org, row_number() over (partition by d.task order by d.seq asc nulls last) as place
    from ref_duties d
    where d.role = 'lead'
)
select
    t.programme, t.sample, t.task, t.seq, t.parent, t.title, t.title_en, t.kind, t.start, t.due, t.repeat, t.clause, t.closing_rule,
    coalesce(l.org, '') as lead
from ref_tasks t
left join leads l on t.task = l.task and l.place = 1
