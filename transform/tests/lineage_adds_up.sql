-- The figures behind a number give its numerator and denominator, be they the org's
-- own or those of the orgs below it that are counted.
with terms as (
    select
        l.indicator, l.version, l.org, l.period, l.basis, l.part, l.term, l.factor, l.transform, l.threshold, l.counted,
        sum(cast(l.value as decimal(19, 4)) * l.operation) as total
    from mart_lineage l
    group by l.indicator, l.version, l.org, l.period, l.basis, l.part, l.term, l.factor, l.transform, l.threshold, l.counted
),
parts as (
    select
        t.indicator, t.version, t.org, t.period, t.basis, t.counted,
        sum(case when t.part = 'numerator' then t.factor * case when t.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= t.threshold then 1 else 0 end end) as numerator,
        sum(case when t.part = 'denominator' then t.factor * case when t.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= t.threshold then 1 else 0 end end) as denominator
    from terms t
    group by t.indicator, t.version, t.org, t.period, t.basis, t.counted
),
together as (
    select p.indicator, p.version, p.org, p.period, p.basis, false as rolled_up, p.numerator, p.denominator
    from parts p
    union all
    select p.indicator, p.version, a.ancestor as org, p.period, p.basis, true as rolled_up, sum(p.numerator) as numerator, sum(p.denominator) as denominator
    from parts p
    join dim_ancestor a on p.period = a.period and p.org = a.org
    where p.counted
    group by p.indicator, p.version, a.ancestor, p.period, p.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, p.numerator as numerator_behind, m.denominator, p.denominator as denominator_behind
from mart_indicator m
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
left join together p on m.indicator = p.indicator and m.version = p.version and m.org = p.org and m.period = p.period and m.basis = p.basis and m.rolled_up = p.rolled_up
where m.value is not null and d.rollup not in ('max', 'min')
    and (try_cast(p.numerator as decimal(18, 4)) is distinct from m.numerator
        or (p.denominator is not null and try_cast(p.denominator as decimal(18, 4)) is distinct from m.denominator))
