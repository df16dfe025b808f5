-- At every level where a figure is summed from below, its parts are the sums
-- over the units that have every part, and so is their number.
with below as (
    select
        u.indicator, u.version, a.ancestor as org, u.period, u.basis,
        sum(case when u.is_whole then u.numerator end) as numerator,
        sum(case when u.is_whole then u.denominator end) as denominator,
        sum(case when u.is_whole then u.numerator_per end) as numerator_per,
        sum(case when u.is_whole then u.denominator_per end) as denominator_per,
        count(case when u.is_whole then 1 end) as units
    from int_unit u
    join int_ancestor a on u.period = a.period and u.org = a.org
    where u.summed
    group by u.indicator, u.version, a.ancestor, u.period, u.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, b.numerator as sum_below, m.denominator, b.denominator as denominator_below,
    m.units_reported, b.units
from mart_indicator m
join int_indicator r on m.indicator = r.indicator and m.version = r.version and m.org = r.org and m.period = r.period and m.basis = r.basis
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
left join below b on m.indicator = b.indicator and m.version = b.version and m.org = b.org and m.period = b.period and m.basis = b.basis
where r.rolled_up and m.missing_reason <> 'out_of_range'
    and (m.units_reported is distinct from b.units or d.rollup not in ('max', 'min')
        and (m.numerator is distinct from b.numerator or m.denominator is distinct from b.denominator
            or r.numerator_per is distinct from b.numerator_per or r.denominator_per is distinct from b.denominator_per))
