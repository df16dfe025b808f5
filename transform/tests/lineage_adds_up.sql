-- The figures behind a number give its numerator and denominator.
with terms as (
    select
        l.indicator, l.version, l.org, l.period, l.basis, l.part, l.term, l.unit_org, l.factor, l.transform, l.threshold,
        sum(cast(l.value as decimal(19, 4)) * l.operation) as total
    from mart_lineage l
    group by l.indicator, l.version, l.org, l.period, l.basis, l.part, l.term, l.unit_org, l.factor, l.transform, l.threshold
),
parts as (
    select
        t.indicator, t.version, t.org, t.period, t.basis,
        sum(case when t.part = 'numerator' then t.factor * case when t.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= t.threshold then 1 else 0 end end) as numerator,
        sum(case when t.part = 'denominator' then t.factor * case when t.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= t.threshold then 1 else 0 end end) as denominator
    from terms t
    group by t.indicator, t.version, t.org, t.period, t.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, p.numerator as numerator_behind, m.denominator, p.denominator as denominator_behind
from mart_indicator m
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
left join parts p on m.indicator = p.indicator and m.version = p.version and m.org = p.org and m.period = p.period and m.basis = p.basis
where m.value is not null and d.rollup not in ('max', 'min')
    and (try_cast(p.numerator as decimal(18, 4)) is distinct from m.numerator
        or (p.denominator is not null and try_cast(p.denominator as decimal(18, 4)) is distinct from m.denominator))
