-- A rank is one more than the number of units that stand before it: 1, 2, 2, 4.
with placed as (
    select
        m.indicator, m.version, m.org, m.period, m.basis, m.value, m.rank, m.rank_of,
        count(*) over (
            partition by m.indicator, m.version, m.period, m.basis, o.parent
            order by m.rank asc nulls last range between unbounded preceding and 1 preceding) as before,
        count(*) over (partition by m.indicator, m.version, m.period, m.basis, o.parent) as together
    from mart_indicator m
    join ref_orgs o on m.org = o.org
    where m.rank is not null
)
select p.indicator, p.version, p.org, p.period, p.basis, p.value, p.rank, p.before, p.rank_of, p.together
from placed p
where p.rank <> p.before + 1 or p.rank_of <> p.together
