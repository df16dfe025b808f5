-- int_consequence: whose results or lights meet the condition of which clause,
-- and why. The first of a share means: not more of a group than that share of it,
-- rounded up, and whoever has the same rank; a group of one has no first. Results
-- are those of the clause's own scheme: a clause without one has none. Scores
-- are shown with two decimals and cut off there, lest 89.999 read as 90.
with finals as (
    select e.*, cast(floor(100 * e.score) * 0.01 as decimal(18, 2)) as shown from mart_evaluation e where e.stage = 'final' and e.score is not null
),
assessed as (
    select distinct e.scheme, e.org, e.period from mart_evaluation e where e.score is not null
),
lit as (
    select m.period, m.org, m.task, m.light, l.state, l.text, l.text_en, t.title, t.title_en
    from mart_ledger m
    join ref_tasks t on m.task = t.task
    left join (select distinct x.light, x.state, x.text, x.text_en from ref_lights x) l on m.light = l.light
    where m.role <> 'all'
),
met as (
    select
        c.consequence, c.org, f.period, '' as task, '' as id, f.score, f.grade, f.rank_parent as rank, f.rank_parent_of as rank_of, '' as light,
        concat('得 ', plain(f.shown), ' 分', case when f.grade <> '' then concat('，等次', f.grade) else '' end,
            case when c.condition = 'below' then concat('，低于 ', plain(c.value), ' 分') else '' end,
            case when c.condition = 'top' then concat('，同组 ', cast(f.rank_parent_of as varchar), ' 个中第 ', cast(f.rank_parent as varchar), '，在前 ', plain(cast(100 * c.value as decimal(18, 2))), '% 之内（向上取整）') else '' end) as why_zh,
        concat(plain(f.shown), ' points', case when f.grade <> '' then concat(', grade ', coalesce(nullif(f.grade_en, ''), f.grade)) else '' end,
            case when c.condition = 'below' then concat(', below ', plain(c.value)) else '' end,
            case when c.condition = 'top' then concat(', place ', cast(f.rank_parent as varchar), ' of ', cast(f.rank_parent_of as varchar), ' in its group, within the first ', plain(cast(100 * c.value as decimal(18, 2))), '%, rounded up') else '' end) as why_en
    from ref_consequences c
    join finals f on c.scheme = f.scheme and c.org = f.org
    where c.condition = 'graded'
        or (c.condition = 'grade' and f.grade = c.value_text)
        or (c.condition = 'below' and f.score < c.value)
        or (c.condition = 'top' and f.rank_parent_of > 1 and f.rank_parent < c.value * f.rank_parent_of + 1)
    union all
    select c.consequence, c.org, a.period, '', '', cast(null as decimal(18, 10)), '', cast(null as integer), cast(null as integer), '', '已经考核', 'it was assessed'
    from ref_consequences c
    join assessed a on c.scheme = a.scheme and c.org = a.org
    where c.condition = 'assessed'
    union all
    select distinct c.consequence, c.org, m.period, m.task, '', cast(null as decimal(18, 10)), '', cast(null as integer), cast(null as integer), m.light,
        concat('任务 ', m.task, '“', m.title, '”灯号为“', m.text, '”'), concat('task ', m.task, ', "', coalesce(nullif(m.title_en, ''), m.title), '": its light is ', m.text_en)
    from ref_consequences c
    join lit m on c.org = m.org and (c.light = m.light or c.light = m.state)
    where c.condition = 'light'
    union all
    select c.consequence, c.org, r.period, r.task, r.id, cast(null as decimal(18, 10)), '', cast(null as integer), cast(null as integer), r.light,
        concat('整改 ', r.id, ' 逾期 ', cast(r.days_overdue as varchar), ' 天，延期 ', cast(r.extended_times as varchar), ' 次'),
        concat('rectification ', r.id, ' is ', cast(r.days_overdue as varchar), ' days overdue after ', cast(r.extended_times as varchar), ' extensions')
    from ref_consequences c
    join mart_rectification r on c.org = r.org and r.state = 'overdue' and r.extended_times >= coalesce(c.value, 0)
    where c.condition = 'rectification_overdue'
)
select
    c.programme, c.sample, m.period, m.consequence, c.seq, c.scheme, m.org, c.kind, c.effect, c.effect_en, c.clause, c.by,
    m.task, m.id, m.score, m.grade,
    cast(m.rank as integer) as rank,
    cast(m.rank_of as integer) as rank_of,
    m.light, m.why_zh, m.why_en
from met m
join ref_consequences c on m.consequence = c.consequence and m.org = c.org
join int_period p on m.period = p.period
