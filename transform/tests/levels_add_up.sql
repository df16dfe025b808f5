-- The sum over an org is the sum over the orgs directly below it that are added
-- into it, their own units included: no unit is lost on the way up or counted twice.
with figures as (
    select
        i.indicator, i.version, i.org, i.period, i.basis, i.numerator, i.denominator, i.units_reported
    from int_indicator i
    join ref_indicators d on i.indicator = d.indicator and i.version = d.version
    where i.rolled_up and d.rollup not in ('max', 'min') and i.missing_reason <> 'out_of_range'
),
parts as (
    select
        u.indicator, u.version, a.ancestor as org, u.period, u.basis, b.org as part,
        sum(case when u.is_whole then u.numerator end) as numerator,
        sum(case when u.is_whole then u.denominator end) as denominator,
        count(case when u.is_whole then 1 end) as units
    from int_unit u
    join int_ancestor a on u.period = a.period and u.org = a.org
    join int_org b on a.period = b.period and a.ancestor = b.parent and b.additive
    left join int_ancestor c on u.period = c.period and u.org = c.org and b.org = c.ancestor
    where u.summed and (b.org = u.org or c.org is not null)
    group by u.indicator, u.version, a.ancestor, u.period, u.basis, b.org
),
together as (
    select indicator, version, org, period, basis, sum(numerator) as numerator, sum(denominator) as denominator, sum(units) as units
    from parts
    group by indicator, version, org, period, basis
)
select f.indicator, f.version, f.org, f.period, f.basis, f.numerator, t.numerator as parts_numerator, f.denominator, t.denominator as parts_denominator
from figures f
left join together t on f.indicator = t.indicator and f.version = t.version and f.org = t.org and f.period = t.period and f.basis = t.basis
where f.numerator is distinct from t.numerator or f.denominator is distinct from t.denominator or f.units_reported is distinct from t.units
