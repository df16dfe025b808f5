-- mart_approval: how each step of the chain stands for each period. The last
-- decision of an org counts: its own, or the return of a later step that sends
-- the period back to it. One that agreed and was about figures that changed since
-- is changed: it must be given again.
with said as (
    select
        d.period, d.seq, d.day, d.by, d.reason, d.verdict, d.stage as step, d.org as decider, a.seq as step_seq, a.each,
        case when d.to_org <> '' then d.to_org else d.org end as about
    from int_decision d
    join ref_approval a on d.period = a.period and d.stage = a.step and d.org = a.org
    where d.kind = 'approved'
),
heard as (
    select a.period, a.step, a.org, s.seq, s.day, s.by, s.reason, s.verdict, true as own
    from ref_approval a
    join said s on a.period = s.period and a.step = s.step and a.org = s.decider
    union all
    select a.period, a.step, a.org, s.seq, s.day, s.by, s.reason, s.verdict, false as own
    from ref_approval a
    join said s on a.period = s.period and s.step_seq > a.seq and s.verdict = 'returned'
    left join int_above u on a.period = u.period and a.org = u.org and s.about = u.above
    left join int_above b on a.period = b.period and s.about = b.org and a.org = b.above
    where u.org is not null or b.org is not null or a.each = '' or (s.each = '' and s.about = s.decider)
),
-- a return from above says nothing to a step that has not agreed
told as (
    select h.*, lag(h.verdict) over (partition by h.period, h.step, h.org order by h.seq asc nulls last) as verdict_before
    from heard h
),
last as (
    select t.*, row_number() over (partition by t.period, t.step, t.org order by t.seq desc nulls last) as place
    from told t
    where t.own or t.verdict_before = 'agreed'
),
changed as (
    select l.period, l.step, l.org, count(*) as changes
    from last l
    join ref_approval a on l.period = a.period and l.step = a.step and l.org = a.org
    join int_change c on l.period = c.period and l.seq < c.seq
    left join int_above u on c.period = u.period and c.org = u.org and l.org = u.above
    where l.place = 1 and l.verdict = 'agreed' and (a.each = '' or c.org = '' or u.org is not null)
    group by l.period, l.step, l.org
)
select
    a.programme, a.sample, a.period, a.step, a.seq, a.org, a.name, a.name_en,
    case
        when l.seq is null then 'waiting'
        when l.verdict <> 'agreed' then 'returned'
        when c.changes > 0 then 'changed'
        else 'approved'
    end as state,
    l.day as decided_on,
    coalesce(l.by, '') as by,
    coalesce(l.reason, '') as opinion,
    l.seq as decision_seq,
    cast(coalesce(c.changes, 0) as integer) as changes
from ref_approval a
left join last l on a.period = l.period and a.step = l.step and a.org = l.org and l.place = 1
left join changed c on a.period = c.period and a.step = c.step and a.org = c.org
