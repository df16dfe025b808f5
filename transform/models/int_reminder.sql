-- int_reminder: where the condition of a reminder holds in a period, and for how
-- many periods in a row it has, which the ledger says of what is stalled and the
-- rules of lagging of laggards. Days count from the deadline: those left are
-- above zero, those past it below. What lags is known by its rule.
with looks as (
    select p.period, p.seq, p.cut_off from int_period p where not p.history
),
tasks as (
    select
        k.period, k.cut_off, m.org, m.task, m.role, m.due, m.light, l.state, l.text, l.text_en, m.quarters_stalled, t.title, t.title_en
    from mart_ledger m
    join looks k on m.period = k.period
    join ref_tasks t on m.task = t.task
    left join (select distinct x.light, x.state, x.text, x.text_en from ref_lights x) l on m.light = l.light
    where m.role <> 'all'
),
asked as (
    select r.*, concat('|', r.role, '|') as roles from ref_reminders r
),
held as (
    select r.reminder, k.period, m.org, '' as task, '' as role, '' as indicator, '' as id, '' as title, '' as title_en, c.due,
        days_between(k.cut_off, c.due) as days, 0 as count, '' as light, '' as light_text, '' as light_text_en, '' as rule, '' as rule_en, 0 as told,
        c.due - cast(r.value as integer) as since
    from asked r
    join mart_reporting m on m.expected and m.state = 'missing'
    join looks k on m.period = k.period
    join ref_calendar c on m.period = c.period and m.org = c.org
    where r.trigger = 'not_reported'
    union all
    select r.reminder, k.period, m.org, '', '', '', f.id, m.file_name, m.file_name, c.due,
        days_between(k.cut_off, c.due), m.findings_error + m.findings_return + m.findings_doubt, '', '', '', '', '', 0, f.day
    from asked r
    join mart_reporting m on m.submission <> ''
    join looks k on m.period = k.period
    join ref_calendar c on m.period = c.period and m.org = c.org
    join (select distinct d.id, d.org, d.period, min(d.day) over (partition by d.id, d.org, d.period) as day from int_decision d where d.kind = 'returned') f
        on m.submission = f.id and m.org = f.org and m.period = f.period
    where r.trigger = 'returned'
    union all
    select r.reminder, t.period, t.org, t.task, t.role, '', '', t.title, t.title_en, t.due,
        days_between(t.cut_off, t.due), 0, t.light, t.text, t.text_en, '', '', t.quarters_stalled,
        case when r.trigger = 'due_within' then t.due - cast(r.value as integer) else t.cut_off end
    from asked r
    join tasks t on r.role = '' or r.roles like concat('%|', t.role, '|%')
    where (r.trigger = 'light' and (t.light = r.light or t.state = r.light))
        or (r.trigger = 'stalled' and t.quarters_stalled >= r.periods and t.state not in ('done', 'closed', 'suspended'))
        or (r.trigger = 'due_within' and t.due >= t.cut_off and days_between(t.cut_off, t.due) <= r.value and t.state not in ('done', 'closed', 'suspended', 'not_due'))
    union all
    select r.reminder, k.period, m.org, m.task, '', '', m.id, m.finding, m.finding, m.due,
        -m.days_overdue, 0, m.light, m.light_text, m.light_text_en, '', '', 0, m.due + 1
    from asked r
    join mart_rectification m on m.state = 'overdue'
    join looks k on m.period = k.period
    where r.trigger = 'rectification_overdue'
    union all
    select r.reminder, k.period, g.org, '', '', g.indicator, g.rule, '', '', cast(null as date),
        0, 0, '', '', '', g.text, g.text_en, g.periods, k.cut_off
    from asked r
    join mart_laggard g on g.periods >= r.periods
    join looks k on g.period = k.period
    where r.trigger = 'laggard'
),
islands as (
    select
        h.*, k.seq, k.cut_off,
        k.seq - row_number() over (partition by h.reminder, h.org, h.task, h.role, h.indicator, h.id order by k.seq asc nulls last) as island
    from held h
    join looks k on h.period = k.period
)
select
    r.programme, r.sample, i.reminder, i.period, i.org, i.task, i.role, i.indicator, i.id,
    i.title, i.title_en, i.due,
    cast(i.days as integer) as days,
    cast(i.count as integer) as count,
    i.light, i.light_text, i.light_text_en, i.rule, i.rule_en,
    cast(case when r.trigger in ('stalled', 'laggard') then i.told
        else row_number() over (partition by i.reminder, i.org, i.task, i.role, i.indicator, i.id, i.island order by i.seq asc nulls last) end as integer) as run,
    case when g.since is not null then g.since else first_value(i.period) over (partition by i.reminder, i.org, i.task, i.role, i.indicator, i.id, i.island order by i.seq asc nulls last) end as since_period,
    cast(i.since as date) as since
from islands i
join ref_reminders r on i.reminder = r.reminder
left join mart_laggard g on r.trigger = 'laggard' and i.period = g.period and i.org = g.org and i.indicator = g.indicator and i.id = g.rule
where i.since <= i.cut_off or r.trigger in ('rectification_overdue', 'returned')
