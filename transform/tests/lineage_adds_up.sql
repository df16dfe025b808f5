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
-- What stands behind, what is said and what is counted are brought together by one
-- grouping: tables joined by these keys would each have to fit in memory.
sides as (
    select
        a.indicator, a.version, a.org, a.period, a.basis, a.counted,
        case when a.part = 'numerator' then a.amount end as numerator,
        case when a.part = 'denominator' then a.amount end as denominator,
        cast(null as decimal(18, 4)) as said_numerator,
        cast(null as decimal(18, 4)) as said_denominator,
        false as said,
        cast(null as boolean) as above
    from amounts a
    union all
    select
        m.indicator, m.version, m.org, m.period, m.basis, null as counted, null as numerator, null as denominator,
        m.numerator as said_numerator,
        m.denominator as said_denominator,
        true as said,
        null as above
    from mart_indicator m
    where not m.rolled_up and m.value is not null
    union all
    select
        u.indicator, u.version, u.org, u.period, u.basis, null as counted, null as numerator, null as denominator,
        null as said_numerator,
        null as said_denominator,
        false as said,
        u.summed and u.is_whole as above
    from int_unit u
),
figures as (
    select
        s.indicator, s.version, s.org, s.period, s.basis,
        max(s.said_numerator) as numerator,
        sum(s.numerator) as numerator_behind,
        max(s.said_denominator) as denominator,
        sum(s.denominator) as denominator_behind,
        bool_and(s.counted) as counted,
        bool_or(s.counted) as counted_once,
        bool_or(s.above) as above,
        bool_or(s.said) as said
    from sides s
    group by s.indicator, s.version, s.org, s.period, s.basis
)
select f.indicator, f.version, f.org, f.period, f.basis, f.numerator, f.numerator_behind, f.denominator, f.denominator_behind, f.counted
from figures f
where f.said
    and (coalesce(cast(try_cast(f.numerator_behind as decimal(18, 8)) as decimal(18, 4)), try_cast(f.numerator_behind as decimal(18, 4))) is distinct from f.numerator
        or (f.denominator_behind is not null
            and coalesce(cast(try_cast(f.denominator_behind as decimal(18, 8)) as decimal(18, 4)), try_cast(f.denominator_behind as decimal(18, 4)))
                is distinct from f.denominator)
        or f.counted is distinct from f.above or f.counted_once is distinct from f.above)
