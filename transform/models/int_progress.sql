-- int_progress: measures done of measures owed, per task, org and period, the
-- parts of a task counted with it. Every duty has a row, and the region has one
-- (role all) over all measures of the task. A lead or assisting org without
-- measures of its own stands for the whole task.
with family as (
    select t.task, t.task as part from ref_tasks t
    union all
    select t.parent as task, t.task as part from ref_tasks t where t.parent <> ''
),
periods as (
    select p.period, p.seq, p.last_day, p.cut_off from int_period p where not p.history
),
own as (
    select
        f.task, m.org, m.period, count(*) as owed, count(case when m.state = 'done' then 1 end) as done,
        min(case when m.state = 'overdue' then m.due end) as overdue_since, max(m.due) as last_due
    from family f
    join mart_measure m on f.part = m.task
    group by f.task, m.org, m.period
),
whole as (
    select
        o.task, o.period, sum(o.owed) as owed, sum(o.done) as done, min(o.overdue_since) as overdue_since, max(o.last_due) as last_due
    from own o
    group by o.task, o.period
),
received as (
    select s.period, s.reporter from int_submission s group by s.period, s.reporter
),
duties as (
    select d.programme, d.sample, d.task, d.org, d.role, p.period, p.seq, p.last_day, p.cut_off, r.reporter is not null as reported
    from ref_duties d
    cross join periods p
    left join received r on p.period = r.period and d.org = r.reporter
),
places as (
    select programme, sample, task, org, role, period, seq, last_day, cut_off, reported from duties
    union all
    select t.programme, t.sample, t.task, g.region, 'all', d.period, d.seq, d.last_day, d.cut_off, bool_or(d.reported)
    from ref_tasks t
    cross join ref_programme g
    join duties d on t.task = d.task
    group by t.programme, t.sample, t.task, g.region, d.period, d.seq, d.last_day, d.cut_off
),
figured as (
    select
        a.programme, a.sample, a.task, a.org, a.role, a.period, a.seq, a.last_day, a.cut_off, a.reported,
        o.owed is null and a.role <> 'implement' as is_whole,
        case when o.owed is null and a.role <> 'implement' then w.owed else o.owed end as owed,
        case when o.owed is null and a.role <> 'implement' then w.done else o.done end as done,
        case when o.owed is null and a.role <> 'implement' then w.overdue_since else o.overdue_since end as overdue_since,
        coalesce(w.last_due, o.last_due) as last_due
    from places a
    left join own o on a.task = o.task and a.org = o.org and a.period = o.period and a.role <> 'all'
    left join whole w on a.task = w.task and a.period = w.period
),
counted as (
    select
        f.programme, f.sample, f.task, f.org, f.role, f.period, f.seq, f.cut_off, f.last_day, f.is_whole,
        f.reported, t.start, coalesce(t.due, f.last_due) as due, coalesce(f.owed, 0) as owed, coalesce(f.done, 0) as done, f.overdue_since,
        lag(f.done) over (partition by f.task, f.org, f.role order by f.seq asc nulls last) as done_before
    from figured f
    join ref_tasks t on f.task = t.task
),
moved as (
    select
        c.*,
        sum(case when c.done_before is null or c.done > c.done_before then 1 else 0 end) over (
            partition by c.task, c.org, c.role order by c.seq asc nulls last) as move
    from counted c
)
select
    programme, sample, task, org, role, period, start, due, last_day, cut_off, is_whole, reported,
    cast(owed as integer) as owed,
    cast(done as integer) as done,
    owed > 0 and done = owed as complete,
    overdue_since,
    case when start is not null and due > start then days_between(start, due) end as days_total,
    case when start is null or last_day <= start or due <= start then 0 when last_day > due then days_between(start, due) else days_between(start, last_day) end as days_gone,
    cast(case
        when owed = 0 or done = owed then 0
        else row_number() over (partition by task, org, role, move order by seq asc nulls last) - 1
    end as integer) as quarters_stalled
from moved
