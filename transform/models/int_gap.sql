-- int_gap: what each org gave itself less what the first reviewer after it gave,
-- and whether that lies far from what is usual among orgs of its class: further
-- from the median than so many median absolute deviations, and than so many
-- marks of a hundred. Medians of an even number are the mean of the middle two,
-- kept doubled so that nothing is divided.
with limits as (
    select
        max(case when t.threshold = 'least_orgs' then t.value end) as least_orgs,
        max(case when t.threshold = 'deviations' then t.value end) as deviations,
        max(case when t.threshold = 'least_share' then t.value end) as least_share
    from dim_threshold t
    where t.test = 'self_review_gap'
),
given as (
    select
        e.scheme, e.org, e.year, e.class, e.seq, e.score, e.full_marks, e.scorer = 'self' as by_itself,
        row_number() over (partition by e.scheme, e.org, e.year, e.scorer = 'self' order by e.seq asc nulls last, e.stage asc nulls last) as place
    from int_evaluation e
    where e.stage <> 'final' and e.score is not null and e.base = 'items' and not e.by_draw
),
gaps as (
    select
        s.scheme, s.org, s.year, s.class, s.full_marks,
        cast(s.score - r.score as decimal(18, 10)) as gap
    from given s
    join given r on s.scheme = r.scheme and s.org = r.org and s.year = r.year and not r.by_itself and r.place = 1 and r.seq > s.seq
    where s.by_itself and s.place = 1
),
ordered as (
    select
        g.*,
        row_number() over (partition by g.scheme, g.year, g.class order by g.gap asc nulls last, g.org asc nulls last) as place,
        count(*) over (partition by g.scheme, g.year, g.class) as n
    from gaps g
),
middle as (
    select
        o.scheme, o.year, o.class,
        max(case when o.place * 2 >= o.n and o.place * 2 <= o.n + 1 then o.gap end)
            + max(case when o.place * 2 <= o.n + 2 and o.place * 2 >= o.n + 1 then o.gap end) as twice
    from ordered o
    group by o.scheme, o.year, o.class
),
away as (
    select
        o.*, m.twice,
        abs(o.gap * 2 - m.twice) as distance,
        row_number() over (
            partition by o.scheme, o.year, o.class
            order by abs(o.gap * 2 - m.twice) asc nulls last, o.org asc nulls last) as far
    from ordered o
    join middle m on o.scheme = m.scheme and o.year = m.year and o.class = m.class
),
spread as (
    select
        a.scheme, a.year, a.class,
        max(case when a.far * 2 >= a.n and a.far * 2 <= a.n + 1 then a.distance end)
            + max(case when a.far * 2 <= a.n + 2 and a.far * 2 >= a.n + 1 then a.distance end) as twice
    from away a
    group by a.scheme, a.year, a.class
)
select
    r.programme, r.sample, a.scheme, a.org, a.year, a.gap,
    ratio(a.twice, 2) as median_gap,
    a.n >= l.least_orgs and a.distance * 2 > s.twice * l.deviations and a.distance > a.full_marks * l.least_share * 2 as is_outlier
from away a
join spread s on a.scheme = s.scheme and a.year = s.year and a.class = s.class
cross join limits l
cross join run r
