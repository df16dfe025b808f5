-- Where the region's figure is summed from below, its numerator and denominator
-- are the sums over the units that have every part, and so is their number.
with below as (
    select
        i.indicator, i.version, i.parent as org, i.period, i.basis,
        sum(case when u.is_whole then i.numerator end) as numerator,
        sum(case when u.is_whole then i.denominator end) as denominator,
        count(case when u.is_whole then 1 end) as units
    from int_indicator i
    join int_unit u on i.indicator = u.indicator and i.version = u.version and i.org = u.org and i.period = u.period and i.basis = u.basis
    where i.summed
    group by i.indicator, i.version, i.parent, i.period, i.basis
)
select m.indicator, m.version, m.org, m.period, m.basis, m.numerator, b.numerator as sum_below, m.denominator, b.denominator as denominator_below,
    m.units_reported, b.units
from mart_indicator m
join int_indicator r on m.indicator = r.indicator and m.version = r.version and m.org = r.org and m.period = r.period and m.basis = r.basis
join ref_indicators d on m.indicator = d.indicator and m.version = d.version
join below b on m.indicator = b.indicator and m.version = b.version and m.org = b.org and m.period = b.period and m.basis = b.basis
where r.rolled_up and d.rollup <> 'max' and m.missing_reason <> 'out_of_range'
    and (m.numerator is distinct from b.numerator or m.denominator is distinct from b.denominator or m.units_reported <> b.units)
