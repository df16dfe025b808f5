-- int_indicator: indicators of every org and, summed from those that have every
-- part, of all orgs above it. A rate above is the ratio of the sums, never a
-- mean of rates. A share of units (60 % of the counties) is judged on all units
-- asked: one that did not answer counts as no, so 6 of 10 that did are not 7 of 11.
with people as (
    select a.period, a.org, a.value from int_attribute a where a.attribute = 'population'
),
together as (
    select
        u.programme, u.sample, u.indicator, u.version, u.org, u.period, u.basis, u.numerator, u.denominator, u.numerator_per, u.denominator_per, u.has_denominator,
        case when u.is_whole then 1 else 0 end as units_reported,
        1 as units_expected,
        case when u.is_whole then p.value when p.value is not null then 0 end as people_reported,
        p.value as people_expected,
        '' as units, u.population_basis, u.missing_reason, u.provisional, u.summed, false as rolled_up
    from int_unit u
    left join people p on u.period = p.period and u.org = p.org
    union all
    select
        a.programme, a.sample, a.indicator, a.version, a.org, a.period, a.basis, a.numerator, a.denominator, a.numerator_per, a.denominator_per, a.has_denominator,
        a.units_reported, a.units_expected, a.people_reported, a.people_expected, a.units,
        case
            when a.least_basis is null then ''
            when a.least_basis = a.greatest_basis then a.least_basis
            else concat(a.least_basis, '|', a.greatest_basis)
        end as population_basis,
        case
            when a.units_reported > 0 and (a.numerator is null or a.has_denominator and a.denominator is null
                or a.has_numerator_per and a.numerator_per is null or a.has_denominator_per and a.denominator_per is null) then 'out_of_range'
            when a.units_reported > 0 and (coalesce(a.denominator = 0, false) or coalesce(a.numerator_per = 0 or a.denominator_per = 0, false)) then 'zero_denominator'
            when a.units_reported > 0 then ''
            when a.least_reason = a.greatest_reason then a.least_reason
            else 'part_missing'
        end as missing_reason,
        a.provisional, false as summed, true as rolled_up
    from int_added a
),
computed as (
    select
        t.*, i.type, i.scale, i.direction, i.rollup, s.strata,
        case when t.has_denominator then t.denominator else cast(1 as decimal(18, 4)) end as divisor,
        coalesce(t.numerator_per, cast(1 as decimal(18, 4))) as per,
        coalesce(t.denominator_per, cast(1 as decimal(18, 4))) as divisor_per,
        case when i.type = 'growth' then 1 else 0 end as less
    from together t
    join ref_indicators i on t.indicator = i.indicator and t.version = i.version
    left join int_probability s on t.indicator = s.indicator and t.version = s.version and t.org = s.org and t.period = s.period and t.basis = s.basis
        and t.rolled_up = s.rolled_up
),
divided as (
    select
        c.*,
        case
            when c.missing_reason <> '' then null
            when c.type in ('growth', 'quotient') then quotient(c.numerator, c.per, c.divisor, c.divisor_per, c.scale, c.less)
            when c.type = 'death_probability' then death_probability(c.strata, c.scale)
            else scaled_ratio(c.numerator, c.scale, c.divisor)
        end as value,
        case when c.rolled_up and c.rollup = 'share_yes' then cast(c.units_expected as decimal(18, 4)) else c.divisor end as judged_by
    from computed c
),
keyed as (
    select
        d.*,
        case
            when d.value is null then null
            when d.type in ('growth', 'quotient') then quotient_key(d.numerator, d.per, d.divisor, d.divisor_per, d.scale, d.less)
            when d.type = 'death_probability' then death_probability_key(d.strata, d.scale)
            else scaled_ratio_key(d.numerator, d.scale, d.divisor)
        end as value_key
    from divided d
)
select
    programme, sample, indicator, version, org, period, basis,
    numerator, denominator, numerator_per, denominator_per, type, scale, direction, divisor, value, value_key,
    case when rolled_up and rollup = 'share_yes' and value is not null then scaled_ratio_key(numerator, scale, judged_by) end as judged_key,
    cast(units_reported as integer) as units_reported,
    cast(units_expected as integer) as units_expected,
    ratio(people_reported, people_expected) as population_share,
    case when missing_reason = '' and value is null then 'out_of_range' else missing_reason end as missing_reason,
    units, population_basis, provisional, summed, rolled_up
from keyed
