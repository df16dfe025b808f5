-- int_indicator: indicators of every org and, summed from those that have both
-- parts, of the org above it. A rate above is the ratio of the sums, never a
-- mean of rates. A share of units (60 % of the counties) is judged on all units
-- asked: one that did not answer counts as no, so 6 of 10 that did are not 7 of 11.
with people as (
    select a.period, a.org, a.value, a.population_basis from int_attribute a where a.attribute = 'population'
),
alone as (
    select
        u.programme, u.sample, u.indicator, u.version, u.org, u.period, u.basis, u.numerator, u.denominator, u.has_denominator,
        case when u.is_whole then 1 else 0 end as units_reported,
        1 as units_expected,
        case when u.is_whole then p.value when p.value is not null then 0 end as people_reported,
        p.value as people_expected,
        u.org as units, u.population_basis, u.missing_reason, u.provisional, u.summed, u.parent, false as rolled_up
    from int_unit u
    left join people p on u.period = p.period and u.org = p.org
),
added as (
    select
        u.programme, u.sample, u.indicator, u.version, u.parent as org, u.period, u.basis,
        case i.rollup
            when 'max' then max(case when u.is_whole then u.numerator end)
            else sum(case when u.is_whole then u.numerator end)
        end as numerator,
        sum(case when u.is_whole then u.denominator end) as denominator,
        bool_or(u.has_denominator) as has_denominator,
        count(case when u.is_whole then 1 end) as units_reported,
        count(*) as units_expected,
        sum(case when u.is_whole then p.value else 0 end) as people_reported,
        sum(p.value) as people_expected,
        string_agg(case when u.is_whole then u.org end, '|' order by u.org asc nulls last) as units,
        min(case when u.is_whole then u.population_basis end) as least_basis,
        max(case when u.is_whole then u.population_basis end) as greatest_basis,
        min(u.missing_reason) as least_reason,
        max(u.missing_reason) as greatest_reason,
        bool_or(u.provisional and u.is_whole) as provisional
    from int_unit u
    join ref_indicators i on u.indicator = i.indicator and u.version = i.version
    left join people p on u.period = p.period and u.org = p.org
    left join int_unit own on u.indicator = own.indicator and u.version = own.version and u.parent = own.org
        and u.period = own.period and u.basis = own.basis
    where u.summed and i.rollup <> 'none' and own.org is null
    group by u.programme, u.sample, u.indicator, u.version, u.parent, u.period, u.basis, i.rollup
),
together as (
    select
        programme, sample, indicator, version, org, period, basis, numerator, denominator, has_denominator, units_reported, units_expected,
        people_reported, people_expected, units, population_basis, missing_reason, provisional, summed, parent, rolled_up
    from alone
    union all
    select
        a.programme, a.sample, a.indicator, a.version, a.org, a.period, a.basis,
        try_cast(a.numerator as decimal(18, 4)), try_cast(a.denominator as decimal(18, 4)), a.has_denominator, a.units_reported, a.units_expected,
        a.people_reported, a.people_expected, coalesce(a.units, ''),
        case
            when a.least_basis is null then ''
            when a.least_basis = a.greatest_basis then a.least_basis
            else concat(a.least_basis, '|', a.greatest_basis)
        end,
        case
            when a.units_reported > 0 and (try_cast(a.numerator as decimal(18, 4)) is null
                or a.has_denominator and try_cast(a.denominator as decimal(18, 4)) is null) then 'out_of_range'
            when a.units_reported > 0 and a.denominator = 0 then 'zero_denominator'
            when a.units_reported > 0 then ''
            when a.least_reason = a.greatest_reason then a.least_reason
            else 'part_missing'
        end,
        a.provisional, false, o.parent, true
    from added a
    join ref_orgs o on a.org = o.org
),
computed as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.numerator, t.denominator,
        i.scale, i.direction, i.rollup, t.units_reported, t.units_expected, t.people_reported, t.people_expected, t.units, t.population_basis, t.provisional, t.summed,
        t.parent, t.rolled_up,
        cast(t.numerator as decimal(19, 4)) * i.scale as scaled,
        case when t.has_denominator then t.denominator else cast(1 as decimal(18, 4)) end as divisor,
        t.missing_reason
    from together t
    join ref_indicators i on t.indicator = i.indicator and t.version = i.version
),
divided as (
    select
        c.*,
        case when c.missing_reason = '' then ratio(c.scaled, c.divisor) end as value,
        case when c.rolled_up and c.rollup = 'share_yes' then cast(c.units_expected as decimal(18, 4)) else c.divisor end as judged_by
    from computed c
)
select
    programme, sample, indicator, version, org, period, basis,
    numerator, denominator, scale, direction, divisor, value,
    case when value is not null then ratio_key(scaled, divisor) end as value_key,
    case when value is not null then ratio_key(scaled, judged_by) end as judged_key,
    cast(units_reported as integer) as units_reported,
    cast(units_expected as integer) as units_expected,
    ratio(people_reported, people_expected) as population_share,
    case when missing_reason = '' and value is null then 'out_of_range' else missing_reason end as missing_reason,
    units, population_basis, provisional, summed, parent, rolled_up
from divided
