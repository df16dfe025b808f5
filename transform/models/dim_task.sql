-- dim_task: tasks with the org that leads each at the end of the run's period,
-- and the one that led it first; tasks added later than that are left out.
with last as (
    select p.last_day from int_period p join run r on p.period = r.period
),
leads as (
    select d.task, d.org, row_number() over (partition by d.task order by d.seq asc nulls last) as place
    from ref_duties d
    cross join last n
    where d.role = 'lead' and (d.valid_from is null or d.valid_from <= n.last_day) and (d.valid_to is null or d.valid_to >= n.last_day)
)
select
    t.programme, t.sample, t.task, t.seq, t.parent, t.title, t.title_en, t.kind, t.start, t.due, t.repeat, t.clause, t.closing_rule,
    coalesce(l.org, '') as lead,
    t.lead_original, t.added_on
from int_task t
cross join last n
left join leads l on t.task = l.task and l.place = 1
where t.added_on is null or t.added_on <= n.last_day
