-- int_added: what units have together, for every org above them that they are
-- added into, at any level: sums over those with every part, and how many and
-- how many people of those asked they are. Figures of orgs that followed one
-- another go under one name, so that a merger is seen to change no total. Which
-- units contribute is told by two sums over the hashes of their names, that are the
-- same where the units are. Units are added below their parent first, and then above.
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
hashed as (
    select o.org, text_hash(o.org) as hash from ref_orgs o
),
marks as (
    select h.org, cast(hash_number(h.hash, 1) as decimal(38, 0)) as first_mark, cast(hash_number(h.hash, 16) as decimal(38, 0)) as second_mark from hashed h
),
units as (
    select
        u.indicator, u.version, u.org, u.parent, u.period, u.basis, u.has_denominator, u.is_whole, u.missing_reason, p.value as people,
        u.numerator_per is not null as has_numerator_per,
        u.denominator_per is not null as has_denominator_per,
        case when u.is_whole then u.numerator end as numerator,
        case when u.is_whole then u.denominator end as denominator,
        case when u.is_whole then u.numerator_per end as numerator_per,
        case when u.is_whole then u.denominator_per end as denominator_per,
        case when u.is_whole then u.population_basis end as population_basis,
        u.provisional and u.is_whole as provisional,
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
),
below as (
    select
        u.indicator, u.version, u.parent, u.period, u.basis,
        max(u.numerator) as greatest,
        min(u.numerator) as least,
        sum(u.numerator) as numerator,
        sum(u.denominator) as denominator,
        sum(u.numerator_per) as numerator_per,
        sum(u.denominator_per) as denominator_per,
        bool_or(u.has_denominator) as has_denominator,
        bool_or(u.has_numerator_per) as has_numerator_per,
        bool_or(u.has_denominator_per) as has_denominator_per,
        count(case when u.is_whole then 1 end) as units_reported,
        count(*) as units_expected,
        sum(case when u.is_whole then u.people else 0 end) as people_reported,
        sum(u.people) as people_expected,
        sum(m.first_mark) as first_mark,
        sum(m.second_mark) as second_mark,
        min(u.population_basis) as least_basis,
        max(u.population_basis) as greatest_basis,
        min(u.missing_reason) as least_reason,
        max(u.missing_reason) as greatest_reason,
        bool_or(u.provisional) as provisional
    from units u
    left join marks m on u.label = m.org
    group by u.indicator, u.version, u.parent, u.period, u.basis
),
above as (
    select o.period, o.org as parent, o.org as ancestor from int_org o
    union all
    select a.period, a.org as parent, a.ancestor from int_ancestor a
),
added as (
    select
        b.indicator, b.version, a.ancestor as org, b.period, b.basis,
        max(b.greatest) as greatest,
        min(b.least) as least,
        sum(b.numerator) as numerator,
        sum(b.denominator) as denominator,
        sum(b.numerator_per) as numerator_per,
        sum(b.denominator_per) as denominator_per,
        bool_or(b.has_denominator) as has_denominator,
        bool_or(b.has_numerator_per) as has_numerator_per,
        bool_or(b.has_denominator_per) as has_denominator_per,
        sum(b.units_reported) as units_reported,
        sum(b.units_expected) as units_expected,
        sum(b.people_reported) as people_reported,
        sum(b.people_expected) as people_expected,
        sum(b.first_mark) as first_mark,
        sum(b.second_mark) as second_mark,
        min(b.least_basis) as least_basis,
        max(b.greatest_basis) as greatest_basis,
        min(b.least_reason) as least_reason,
        max(b.greatest_reason) as greatest_reason,
        bool_or(b.provisional) as provisional
    from below b
    join above a on b.period = a.period and b.parent = a.parent
    group by b.indicator, b.version, a.ancestor, b.period, b.basis
)
select
    i.programme, i.sample, t.indicator, t.version, t.org, t.period, t.basis,
    try_cast(case i.rollup when 'max' then t.greatest when 'min' then t.least else t.numerator end as decimal(18, 4)) as numerator,
    try_cast(t.denominator as decimal(18, 4)) as denominator,
    try_cast(t.numerator_per as decimal(18, 4)) as numerator_per,
    try_cast(t.denominator_per as decimal(18, 4)) as denominator_per,
    t.has_denominator, t.has_numerator_per, t.has_denominator_per,
    cast(t.units_reported as integer) as units_reported,
    cast(t.units_expected as integer) as units_expected,
    cast(t.people_reported as decimal(38, 4)) as people_reported,
    cast(t.people_expected as decimal(38, 4)) as people_expected,
    concat(coalesce(cast(t.first_mark as varchar), ''), '|', coalesce(cast(t.second_mark as varchar), '')) as units,
    t.least_basis, t.greatest_basis, t.least_reason, t.greatest_reason, t.provisional
from added t
join ref_indicators i on t.indicator = i.indicator and t.version = i.version
left join int_unit own on t.indicator = own.indicator and t.version = own.version and t.org = own.org and t.period = own.period and t.basis = own.basis
where own.org is null
