-- int_above: what lies above an org in a period, itself with it, whether its
-- figures are added into those or not. Steps are doubled, so that 8 levels are reached.
with one as (
    select o.programme, o.sample, o.period, o.org, o.org as above from int_org o
    union all
    select o.programme, o.sample, o.period, o.org, a.org as above
    from int_org o
    join int_org a on o.period = a.period and o.parent = a.org
),
two as (
    select a.programme, a.sample, a.period, a.org, b.above
    from one a
    join one b on a.period = b.period and a.above = b.org
    group by a.programme, a.sample, a.period, a.org, b.above
),
four as (
    select a.programme, a.sample, a.period, a.org, b.above
    from two a
    join two b on a.period = b.period and a.above = b.org
    group by a.programme, a.sample, a.period, a.org, b.above
)
select a.programme, a.sample, a.period, a.org, b.above
from four a
join four b on a.period = b.period and a.above = b.org
group by a.programme, a.sample, a.period, a.org, b.above
