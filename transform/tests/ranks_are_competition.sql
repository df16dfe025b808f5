-- A rank is one more than the number of peers that stand before it: 1, 2, 2, 4.
-- Equal values share a rank, better ones stand before, and nobody is ranked alone.
with ranks as (
    select
        k.indicator, k.version, k.org, k.period, k.basis, k.rank, k.rank_of, k.value_key,
        concat('within ', k.within, ' ', k.peers) as among
    from int_rank k
    union all
    select
        k.indicator, k.version, k.org, k.period, k.basis, k.rank_parent as rank, k.rank_parent_of as rank_of, k.value_key,
        concat('below ', k.parent, ' ', k.peers) as among
    from int_rank k
),
placed as (
    select
        r.*, d.direction,
        count(*) over (
            partition by r.indicator, r.version, r.period, r.basis, r.among
            order by r.rank asc nulls last range between unbounded preceding and 1 preceding) as before,
        count(r.value_key) over (partition by r.indicator, r.version, r.period, r.basis, r.among) as together,
        min(r.rank) over (partition by r.indicator, r.version, r.period, r.basis, r.among, r.value_key) as least,
        max(r.rank) over (partition by r.indicator, r.version, r.period, r.basis, r.among, r.value_key) as greatest,
        lag(r.rank) over (partition by r.indicator, r.version, r.period, r.basis, r.among order by r.value_key asc nulls last, r.rank asc nulls last) as below
    from ranks r
    join ref_indicators d on r.indicator = d.indicator and r.version = d.version
)
select p.indicator, p.version, p.org, p.period, p.basis, p.among, p.rank, p.before, p.rank_of, p.together
from placed p
where p.rank <> p.before + 1 or p.rank_of <> p.together or (p.rank is null) <> (p.value_key is null or p.together = 1)
    or (p.rank is not null and (p.least <> p.greatest or p.direction = 'up' and p.below < p.rank or p.direction = 'down' and p.below > p.rank))
