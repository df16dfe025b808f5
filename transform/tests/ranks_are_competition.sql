-- A rank is one more than the number of peers that stand before it: 1, 2, 2, 4.
-- Equal values share a rank, better ones stand before, and nobody is ranked alone.
-- In the order of ranks each is compared with the one before it.
with ranks as (
    select k.indicator, k.version, k.org, k.period, k.basis, k.rank, k.rank_of, 'within' as side, k.field from int_rank k
    union all
    select k.indicator, k.version, k.org, k.period, k.basis, k.rank_parent as rank, k.rank_parent_of as rank_of, 'below' as side, k.field_parent as field from int_rank k
),
keyed as (
    select r.*, i.value_key
    from ranks r
    join int_indicator i on r.indicator = i.indicator and r.version = i.version and r.org = i.org and r.period = i.period and r.basis = i.basis
),
ordered as (
    select
        r.*,
        rank() over (partition by r.side, r.field, r.indicator, r.version, r.basis order by r.rank asc nulls last) as competition,
        lag(r.rank) over (partition by r.side, r.field, r.indicator, r.version, r.basis order by r.rank asc nulls last) as rank_before,
        lag(r.value_key) over (partition by r.side, r.field, r.indicator, r.version, r.basis order by r.rank asc nulls last) as key_before,
        count(r.value_key) over (
            partition by r.side, r.field, r.indicator, r.version, r.basis
            order by r.rank asc nulls last rows between unbounded preceding and unbounded following) as together
    from keyed r
)
select p.indicator, p.version, p.org, p.period, p.basis, p.side, p.field, p.rank, p.competition, p.rank_of, p.together
from ordered p
join ref_indicators d on p.indicator = d.indicator and p.version = d.version
where p.rank <> p.competition or p.rank_of <> p.together or (p.rank is null) <> (p.value_key is null or p.together = 1)
    or p.rank = p.rank_before and p.value_key <> p.key_before
    or p.rank > p.rank_before and (d.direction = 'up' and p.value_key >= p.key_before or d.direction = 'down' and p.value_key <= p.key_before)
