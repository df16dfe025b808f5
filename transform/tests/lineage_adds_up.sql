-- The figures behind a number of an org's own reports give its numerator and
-- denominator, and are marked as counted where the sums above count the org
-- (that these are the sums of what is counted is above_is_sum_of_units).
with terms as (
    select f.indicator, f.version, f.seq, f.part, f.factor, f.transform, f.threshold from ref_formulas f
),
-- what counts once it reaches a threshold is summed by itself first
limited as (
    select l.indicator, l.version, l.org, l.period, l.basis, l.term, l.counted, sum(cast(l.value as decimal(19, 4)) * l.operation) as total
    from mart_lineage l
    where l.transform <> 'none'
    group by l.indicator, l.version, l.org, l.period, l.basis, l.term, l.counted
),
amounts as (
    select l.indicator, l.version, l.org, l.period, l.basis, t.part, l.counted, cast(l.value as decimal(19, 4)) * l.operation * t.factor as amount
    from mart_lineage l
    join terms t on l.indicator = t.indicator and l.version = t.version and l.term = t.seq and t.transform = 'none'
    union all
    select l.indicator, l.version, l.org, l.period, l.basis, t.part, l.counted, case when l.total >= t.threshold then t.factor else 0 end as amount
    from limited l
    join terms t on l.indicator = t.indicator and l.version = t.version and l.term = t.seq and t.transform <> 'none'
),
parts as (
    select
        a.indicator, a.version, a.org, a.period, a.basis,
        bool_and(a.counted) as counted,
        bool_or(a.counted) as counted_once,
        sum(case when a.part = 'numerator' then a.amount end) as numerator,
        sum(case when a.part = 'denominator' then a.amount end) as denominator
    from amounts a
    group by a.indicator, a.version, a.org, a.period, a.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, p.numerator as numerator_behind, m.denominator, p.denominator as denominator_behind, p.counted
from mart_indicator m
left join parts p on m.indicator = p.indicator and m.version = p.version and m.org = p.org and m.period = p.period and m.basis = p.basis
left join int_unit u on m.indicator = u.indicator and m.version = u.version and m.org = u.org and m.period = u.period and m.basis = u.basis
where not m.rolled_up and m.value is not null
    and (coalesce(cast(try_cast(p.numerator as decimal(18, 8)) as decimal(18, 4)), try_cast(p.numerator as decimal(18, 4))) is distinct from m.numerator
        or (p.denominator is not null
            and coalesce(cast(try_cast(p.denominator as decimal(18, 8)) as decimal(18, 4)), try_cast(p.denominator as decimal(18, 4))) is distinct from m.denominator)
        or p.counted is distinct from (u.summed and u.is_whole) or p.counted_once is distinct from (u.summed and u.is_whole))
