-- mart_ledger: the task ledger. The light is that of the first rule that holds;
-- what an org typed about its progress is shown and never decides.
with anyone as (
    select p.task, p.period, p.reported from int_progress p where p.role = 'all'
),
facts as (
    select
        p.*,
        case when p.is_whole then coalesce(a.reported, false) else p.reported end as was_reported,
        not p.complete and p.owed > 0 and coalesce(p.overdue_since is not null or p.due < p.cut_off, false) as past_due,
        case when p.due is null then null when p.due >= p.cut_off then days_between(p.cut_off, p.due) else 0 end as days_left
    from int_progress p
    left join anyone a on p.task = a.task and p.period = a.period
),
holding as (
    select
        f.task, f.org, f.role, f.period, l.light, l.text, l.condition,
        row_number() over (partition by f.task, f.org, f.role, f.period order by l.seq asc nulls last) as place
    from facts f
    cross join ref_lights l
    where case l.condition
        when 'complete' then f.complete
        when 'past_due' then f.past_due
        when 'not_reported' then not f.was_reported
        when 'no_measure' then f.owed = 0
        when 'not_started' then coalesce(f.last_day < f.start, false)
        when 'behind' then coalesce(
            f.owed > 0 and f.days_gone * f.owed - f.done * f.days_total >= l.value * (f.owed * f.days_total), false)
        when 'due_within' then coalesce(not f.complete and f.due >= f.cut_off and f.days_left <= l.value, false)
        when 'otherwise' then true
        else false
    end
)
select
    f.programme, f.sample, f.task, f.org, f.period, f.role, f.due,
    coalesce(r.status, '') as status,
    r.progress as typed_progress,
    coalesce(r.narrative, '') as narrative,
    coalesce(r.problems, '') as problems,
    coalesce(r.next_steps, '') as next_steps,
    coalesce(r.evidence, '') as evidence,
    coalesce(r.responsible, '') as responsible,
    f.done as measures_done,
    f.owed as measures_due,
    ratio(f.done, f.owed) as progress,
    ratio(f.days_gone, f.days_total) as elapsed,
    coalesce(h.light, 'no_data') as light,
    coalesce(h.text, '') as light_text,
    coalesce(h.condition, '') as light_rule,
    f.quarters_stalled,
    cast(case when f.past_due then days_between(coalesce(f.overdue_since, f.due), f.cut_off) else 0 end as integer) as days_overdue,
    cast(f.days_left as integer) as days_left,
    f.reported,
    coalesce(r.submission, '') as submission,
    coalesce(r.sheet, '') as sheet,
    coalesce(r.cell, '') as cell
from facts f
left join holding h on f.task = h.task and f.org = h.org and f.role = h.role and f.period = h.period and h.place = 1
left join int_task_report r on f.task = r.task and f.org = r.reporter and f.period = r.period and f.role <> 'all'
