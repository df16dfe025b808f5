-- int_ancestor: into which orgs above an org's figures go in a period: its
-- parent, that one's parent and so on, as long as each is added into the next.
-- Steps are doubled, so that 16 levels are reached; a test says if there are more.
with one as (
    select o.programme, o.sample, o.period, o.org, a.org as ancestor, 1 as distance
    from int_org o
    join int_org a on o.period = a.period and o.parent = a.org
    where o.additive
),
two as (
    select a.programme, a.sample, a.period, a.org, b.ancestor, 2 as distance
    from one a
    join one b on a.period = b.period and a.ancestor = b.org
),
four as (
    select a.programme, a.sample, a.period, a.org, b.ancestor, 4 as distance
    from two a
    join two b on a.period = b.period and a.ancestor = b.org
),
eight as (
    select a.programme, a.sample, a.period, a.org, b.ancestor, 8 as distance
    from four a
    join four b on a.period = b.period and a.ancestor = b.org
),
to_two as (
    select * from one
    union all
    select * from two
),
to_four as (
    select * from to_two
    union all
    select a.programme, a.sample, a.period, a.org, b.ancestor, a.distance + b.distance as distance
    from to_two a
    join two b on a.period = b.period and a.ancestor = b.org
),
to_eight as (
    select * from to_four
    union all
    select a.programme, a.sample, a.period, a.org, b.ancestor, a.distance + b.distance as distance
    from to_four a
    join four b on a.period = b.period and a.ancestor = b.org
),
to_sixteen as (
    select * from to_eight
    union all
    select a.programme, a.sample, a.period, a.org, b.ancestor, a.distance + b.distance as distance
    from to_eight a
    join eight b on a.period = b.period and a.ancestor = b.org
)
select programme, sample, period, org, ancestor, cast(distance as integer) as distance
from to_sixteen
