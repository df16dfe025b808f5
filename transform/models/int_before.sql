-- int_before: what an indicator was at an earlier moment, of the same definition,
-- place and population: the period before (lag period), the same period a year
-- before where a target asks for it (year), and where its trajectory starts
-- (start). Of an org that followed others it is theirs: sums over all of them.
-- Where it cannot be compared, broken says why and there is no value.
with asked as (
    select i.indicator, i.version, i.org, i.period, i.basis, i.units, i.population_basis, i.value is not null as has_value, 'period' as lag, p.previous as past_period
    from int_indicator i
    join int_period p on i.period = p.period
    cross join ref_programme g
    where p.previous <> '' and (i.basis <> 'ytd' or p.nth > 1 or g.period_kind = 'year')
    union all
    select i.indicator, i.version, i.org, i.period, i.basis, i.units, i.population_basis, i.value is not null as has_value, 'year' as lag, p.same_last_year as past_period
    from int_indicator i
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period and t.comparator = 'not_below'
    join int_period p on i.period = p.period
    where p.same_last_year <> ''
    union all
    select i.indicator, i.version, i.org, i.period, i.basis, i.units, i.population_basis, i.value is not null as has_value, 'start' as lag, t.start_period as past_period
    from int_indicator i
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period and t.baseline is null
    where t.start_period <> ''
),
redefined as (
    select d.indicator from ref_indicators d group by d.indicator having count(*) > 1
),
other as (
    select i.indicator, i.org, i.period, i.basis, min(i.version) as least_version, max(i.version) as greatest_version
    from int_indicator i
    join redefined r on i.indicator = r.indicator
    where i.value is not null
    group by i.indicator, i.org, i.period, i.basis
),
-- nearly all orgs followed no other: nothing is added up for them
alone as (
    select
        a.indicator, a.version, a.org, a.period, a.basis, a.lag, a.past_period, a.units, a.population_basis, a.has_value,
        1 as members,
        true as is_whole,
        case when o.least_version <> a.version or o.greatest_version <> a.version then 1 else 0 end as redefined,
        case when q.value is not null then 1 else 0 end as found,
        case when q.value is not null then q.population_basis end as least_basis,
        case when q.value is not null then q.population_basis end as greatest_basis,
        q.units as past_units,
        q.value, q.value_key, q.judged_key,
        cast(q.numerator as decimal(38, 4)) as numerator,
        cast(q.divisor as decimal(38, 4)) as divisor,
        cast(null as decimal(38, 8)) as scaled
    from asked a
    left join int_member m on a.org = m.org and a.period = m.period and a.past_period = m.past_period
    left join int_indicator q on a.indicator = q.indicator and a.version = q.version and a.org = q.org and a.past_period = q.period and a.basis = q.basis
    left join other o on a.indicator = o.indicator and a.org = o.org and a.past_period = o.period and a.basis = o.basis
    where m.org is null
),
followed as (
    select
        a.indicator, a.version, a.org, a.period, a.basis, a.lag, a.past_period, a.units, a.population_basis, a.has_value, m.members, m.is_whole,
        count(distinct case when o.least_version <> a.version or o.greatest_version <> a.version then m.member end) as redefined,
        count(distinct case when q.value is not null then m.member end) as found,
        min(case when q.value is not null then q.population_basis end) as least_basis,
        max(case when q.value is not null then q.population_basis end) as greatest_basis,
        min(q.units) as past_units,
        min(q.value) as value,
        min(q.value_key) as value_key,
        min(q.judged_key) as judged_key,
        sum(q.numerator) as numerator,
        case when count(q.denominator) = 0 then max(q.divisor) else sum(q.divisor) end as divisor,
        sum(case when q.value is not null then cast(q.numerator as decimal(19, 4)) * q.scale end) as scaled
    from asked a
    join int_member m on a.org = m.org and a.period = m.period and a.past_period = m.past_period
    left join int_indicator q on a.indicator = q.indicator and a.version = q.version and m.member = q.org and a.past_period = q.period and a.basis = q.basis
    left join other o on a.indicator = o.indicator and m.member = o.org and a.past_period = o.period and a.basis = o.basis
    group by a.indicator, a.version, a.org, a.period, a.basis, a.lag, a.past_period, a.units, a.population_basis, a.has_value, m.members, m.is_whole
),
summed as (
    select * from alone
    union all
    select * from followed
),
judged as (
    select
        s.*, d.programme, d.sample, d.rollup,
        case
            when not s.has_value then ''
            when s.found = 0 and s.redefined > 0 then 'definition'
            when not s.is_whole or s.members > 1 and s.found > 0
                and (s.found < s.members or d.rollup not in ('sum', 'ratio_of_sums', 'share_yes') or d.type in ('growth', 'quotient', 'death_probability')) then 'org'
            when s.population_basis <> '' and s.found > 0 and (s.least_basis <> s.population_basis or s.greatest_basis <> s.population_basis) then 'population basis'
            else ''
        end as broken
    from summed s
    join ref_indicators d on s.indicator = d.indicator and s.version = d.version
)
select
    programme, sample, indicator, version, org, period, basis, lag, past_period, broken,
    case when broken <> '' or found < members or not is_whole then null when members = 1 then value else ratio(scaled, divisor) end as value,
    case when broken <> '' or found < members or not is_whole then null when members = 1 then value_key else ratio_key(scaled, divisor) end as value_key,
    case when broken <> '' or found < members or not is_whole then null when members = 1 then judged_key end as judged_key,
    case when broken = '' and found = members then try_cast(numerator as decimal(18, 4)) end as numerator,
    case when broken = '' and found = members then try_cast(divisor as decimal(18, 4)) end as divisor,
    case when broken <> '' or found < members then false when members > 1 or past_units = '' then true else units = past_units end as same_units
from judged
