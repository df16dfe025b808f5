-- The figures behind a number of an org's own reports give its numerator and
-- denominator, and are marked as counted where the sums above count the org
-- (that these are the sums of what is counted is above_is_sum_of_units).
with terms as (
    select l.indicator, l.version, l.org, l.period, l.basis, l.term, l.counted, sum(cast(l.value as decimal(19, 4)) * l.operation) as total
    from mart_lineage l
    group by l.indicator, l.version, l.org, l.period, l.basis, l.term, l.counted
),
parts as (
    select
        t.indicator, t.version, t.org, t.period, t.basis,
        min(case when t.counted then 1 else 0 end) = 1 as counted,
        max(case when t.counted then 1 else 0 end) = 1 as counted_once,
        sum(case when f.part = 'numerator' then f.factor * case when f.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= f.threshold then 1 else 0 end end) as numerator,
        sum(case when f.part = 'denominator' then f.factor * case when f.transform = 'none' then try_cast(t.total as decimal(19, 4)) when t.total >= f.threshold then 1 else 0 end end) as denominator
    from terms t
    join ref_formulas f on t.indicator = f.indicator and t.version = f.version and t.term = f.seq
    group by t.indicator, t.version, t.org, t.period, t.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, p.numerator as numerator_behind, m.denominator, p.denominator as denominator_behind, p.counted
from mart_indicator m
left join parts p on m.indicator = p.indicator and m.version = p.version and m.org = p.org and m.period = p.period and m.basis = p.basis
left join int_unit u on m.indicator = u.indicator and m.version = u.version and m.org = u.org and m.period = u.period and m.basis = u.basis
where not m.rolled_up and m.value is not null
    and (try_cast(p.numerator as decimal(18, 4)) is distinct from m.numerator
        or (p.denominator is not null and try_cast(p.denominator as decimal(18, 4)) is distinct from m.denominator)
        or p.counted is distinct from (u.summed and u.is_whole) or p.counted_once is distinct from (u.summed and u.is_whole))
