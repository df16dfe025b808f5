-- int_added: what units have together, for every org above them that they are
-- added into, at any level: sums over those with every part, and how many and
-- how many people of those asked they are. Figures of orgs that followed one
-- another go under one name, so that a merger is seen to change no total.
with people as (
    select a.period, a.org, a.value from int_attribute a where a.attribute = 'population'
),
changed as (
    select
        u.indicator, u.version, u.period, u.basis, c.component, min(u.org) as first_org, min(case when u.is_whole then 1 else 0 end) as whole
    from int_unit u
    join int_component c on u.org = c.org
    where u.summed
    group by u.indicator, u.version, u.period, u.basis, c.component
),
units as (
    select
        u.programme, u.sample, u.indicator, u.version, u.org, u.period, u.basis, u.numerator, u.denominator, u.has_denominator,
        u.numerator_per, u.denominator_per, u.is_whole, u.missing_reason, u.provisional, u.population_basis, p.value as people, i.rollup,
        case
            when not u.is_whole then null
            when g.whole is null or g.whole = 0 then u.org
            when g.first_org = u.org then c.component
        end as label
    from int_unit u
    join ref_indicators i on u.indicator = i.indicator and u.version = i.version
    left join people p on u.period = p.period and u.org = p.org
    left join int_component c on u.org = c.org
    left join changed g on u.indicator = g.indicator and u.version = g.version and u.period = g.period and u.basis = g.basis and c.component = g.component
    where u.summed and i.rollup <> 'none'
)
select
    u.programme, u.sample, u.indicator, u.version, a.ancestor as org, u.period, u.basis,
    try_cast(case u.rollup
        when 'max' then max(case when u.is_whole then u.numerator end)
        when 'min' then min(case when u.is_whole then u.numerator end)
        else sum(case when u.is_whole then u.numerator end)
    end as decimal(18, 4)) as numerator,
    try_cast(sum(case when u.is_whole then u.denominator end) as decimal(18, 4)) as denominator,
    try_cast(sum(case when u.is_whole then u.numerator_per end) as decimal(18, 4)) as numerator_per,
    try_cast(sum(case when u.is_whole then u.denominator_per end) as decimal(18, 4)) as denominator_per,
    bool_or(u.has_denominator) as has_denominator,
    bool_or(u.numerator_per is not null) as has_numerator_per,
    bool_or(u.denominator_per is not null) as has_denominator_per,
    cast(count(case when u.is_whole then 1 end) as integer) as units_reported,
    cast(count(*) as integer) as units_expected,
    cast(sum(case when u.is_whole then u.people else 0 end) as decimal(38, 4)) as people_reported,
    cast(sum(u.people) as decimal(38, 4)) as people_expected,
    coalesce(string_agg(u.label, '|' order by u.label asc nulls last), '') as units,
    min(case when u.is_whole then u.population_basis end) as least_basis,
    max(case when u.is_whole then u.population_basis end) as greatest_basis,
    min(u.missing_reason) as least_reason,
    max(u.missing_reason) as greatest_reason,
    bool_or(u.provisional and u.is_whole) as provisional
from units u
join int_ancestor a on u.period = a.period and u.org = a.org
left join int_unit own on u.indicator = own.indicator and u.version = own.version and a.ancestor = own.org
    and u.period = own.period and u.basis = own.basis
where own.org is null
group by u.programme, u.sample, u.indicator, u.version, a.ancestor, u.period, u.basis, u.rollup
