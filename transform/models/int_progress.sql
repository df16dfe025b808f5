-- int_progress: measures done of measures owed, per task, org and period, the
-- parts of a task counted with it. Every duty has a row, and the region has one
-- (role all) over all measures of the task. A lead or assisting org without
-- measures of its own stands for the whole task. The columns named original
-- leave out what was decided about deadlines. What is expected by now is the
-- share of time gone; of a task by milestones, the share of measures whose day
-- has come, where they come on different days.
with family as (
    select t.task, t.task as part from int_task t
    union all
    select t.parent as task, t.task as part from int_task t where t.parent <> ''
),
periods as (
    select p.period, p.seq, p.last_day, p.cut_off from int_period p where not p.history
),
own as (
    select
        f.task, m.org, m.period, count(*) as owed, count(case when m.state = 'done' then 1 end) as done,
        count(case when m.state <> 'done' and not m.soft and not m.suspended and not (m.due > m.due_original and m.due >= p.cut_off) then 1 end) as hard_left,
        count(case when m.computed_state <> 'done' and not m.soft then 1 end) as hard_left_original,
        min(case when m.state = 'overdue' then m.due end) as overdue_since,
        min(case when m.computed_state = 'overdue' then m.due_original end) as overdue_since_original,
        max(m.due) as last_due, max(m.due_original) as last_due_original,
        min(m.due) as first_due, min(m.due_original) as first_due_original,
        count(case when m.due <= p.last_day then 1 end) as come,
        count(case when m.due_original <= p.last_day then 1 end) as come_original,
        min(case when m.state <> 'done' and m.due >= p.cut_off then m.due end) as next_due
    from family f
    join mart_measure m on f.part = m.task
    join periods p on m.period = p.period
    group by f.task, m.org, m.period
),
whole as (
    select
        o.task, o.period, sum(o.owed) as owed, sum(o.done) as done, sum(o.hard_left) as hard_left,
        sum(o.hard_left_original) as hard_left_original,
        min(o.overdue_since) as overdue_since, min(o.overdue_since_original) as overdue_since_original,
        max(o.last_due) as last_due, max(o.last_due_original) as last_due_original,
        min(o.first_due) as first_due, min(o.first_due_original) as first_due_original,
        sum(o.come) as come, sum(o.come_original) as come_original, min(o.next_due) as next_due
    from own o
    group by o.task, o.period
),
received as (
    select s.period, s.reporter from int_submission s where s.part not in ('评分', '核查') group by s.period, s.reporter
),
duties as (
    select d.programme, d.sample, d.task, d.org, d.role, p.period, p.seq, p.last_day, p.cut_off, r.reporter is not null as reported
    from int_duty d
    join periods p on d.period = p.period
    left join received r on p.period = r.period and d.org = r.reporter
),
places as (
    select programme, sample, task, org, role, period, seq, last_day, cut_off, reported from duties
    union all
    select t.programme, t.sample, t.task, g.region, 'all', d.period, d.seq, d.last_day, d.cut_off, bool_or(d.reported)
    from int_task t
    cross join ref_programme g
    join duties d on t.task = d.task
    group by t.programme, t.sample, t.task, g.region, d.period, d.seq, d.last_day, d.cut_off
),
figured as (
    select
        a.*, o.owed is null and a.role <> 'implement' as is_whole,
        coalesce(w.last_due, o.last_due) as last_due,
        coalesce(w.last_due_original, o.last_due_original) as last_due_original
    from places a
    left join own o on a.task = o.task and a.org = o.org and a.period = o.period and a.role <> 'all'
    left join whole w on a.task = w.task and a.period = w.period
),
counts as (
    select task, org, period, false as is_whole, owed, done, hard_left, hard_left_original, overdue_since, overdue_since_original,
        first_due, first_due_original, come, come_original, next_due
    from own
    union all
    select task, '' as org, period, true as is_whole, owed, done, hard_left, hard_left_original, overdue_since, overdue_since_original,
        first_due, first_due_original, come, come_original, next_due
    from whole
),
dated as (
    select
        f.programme, f.sample, f.task, f.org, f.role, f.period, r.round, f.seq, f.last_day, f.cut_off, f.is_whole, f.reported,
        case when r.opens > t.start then r.opens else t.start end as start,
        coalesce(case when r.due is not null and (t.due is null or t.due < r.opens) then r.due else t.due end, f.last_due_original) as due_original,
        coalesce(case when r.due is not null and (t.due is null or t.due < r.opens) then r.due else t.due end, f.last_due) as due_decided,
        d.extended_to, t.kind = 'milestones' as by_milestones,
        coalesce(c.owed, 0) as owed, coalesce(c.done, 0) as done, coalesce(c.hard_left, 0) as hard_left,
        coalesce(c.hard_left_original, 0) as hard_left_original,
        c.overdue_since, c.overdue_since_original, c.come, c.come_original, c.next_due,
        c.first_due < f.last_due as in_steps, c.first_due_original < f.last_due_original as in_steps_original
    from figured f
    join int_task t on f.task = t.task
    join int_round r on f.task = r.task and f.period = r.period
    left join int_ruling d on f.task = d.task and f.org = d.org and f.period = d.period
    left join counts c on f.task = c.task and f.period = c.period and f.is_whole = c.is_whole and case when f.is_whole then '' else f.org end = c.org
),
counted as (
    select
        d.*, case when d.extended_to > d.due_decided then d.extended_to else d.due_decided end as due,
        lag(d.done) over (partition by d.task, d.org, d.role, d.round order by d.seq asc nulls last) as done_before
    from dated d
),
moved as (
    select
        c.*,
        case when c.start is not null and c.due > c.start then days_between(c.start, c.due) end as days_total,
        case when c.start is null or c.last_day <= c.start or c.due <= c.start then 0 when c.last_day > c.due then days_between(c.start, c.due) else days_between(c.start, c.last_day) end as days_gone,
        case when c.start is not null and c.due_original > c.start then days_between(c.start, c.due_original) end as days_total_original,
        case when c.start is null or c.last_day <= c.start or c.due_original <= c.start then 0 when c.last_day > c.due_original then days_between(c.start, c.due_original) else days_between(c.start, c.last_day) end as days_gone_original,
        sum(case when c.done_before is null or c.done > c.done_before then 1 else 0 end) over (
            partition by c.task, c.org, c.role, c.round order by c.seq asc nulls last) as move
    from counted c
)
select
    programme, sample, task, org, role, period, round, seq, start, due_original, due, last_day, cut_off, is_whole, reported,
    cast(owed as integer) as owed,
    cast(done as integer) as done,
    owed > 0 and done = owed as complete,
    cast(hard_left as integer) as hard_left,
    cast(hard_left_original as integer) as hard_left_original,
    overdue_since, overdue_since_original,
    days_total, days_gone,
    cast(case when by_milestones and in_steps then come else days_gone end as integer) as expected_part,
    cast(case when by_milestones and in_steps then owed else days_total end as integer) as expected_of,
    cast(case when by_milestones and in_steps_original then come_original else days_gone_original end as integer) as expected_part_original,
    cast(case when by_milestones and in_steps_original then owed else days_total_original end as integer) as expected_of_original,
    next_due,
    cast(case
        when owed = 0 or done = owed then 0
        else row_number() over (partition by task, org, role, round, move order by seq asc nulls last) - 1
    end as integer) as quarters_stalled
from moved
