-- int_term: the terms of every indicator for every org that is asked for any
-- of its elements, before factors are applied (int_unit leaves out who is not asked
-- for all). The version that is valid on the last day of the period counts. A figure of
-- an earlier period, or its people then, are for an org that followed others theirs.
with places as (
    select a.period, a.ancestor as org, count(*) as places
    from int_ancestor a
    join int_org o on a.period = o.period and a.org = o.org and o.class = 'place'
    group by a.period, a.ancestor
),
terms as (
    select
        i.indicator, i.version, i.valid_from, i.valid_to, f.part, f.seq as term, f.element, f.factor, f.transform,
        f.threshold, f.shift,
        case when f.element like '@%' then 0 else 1 end as is_element,
        case when f.element like '@%' or f.shift <> 0 then 1 else 0 end as is_placed,
        case when e.kind = 'flow' and e.basis <> 'year' then 1 else 0 end as is_flow
    from ref_indicators i
    join ref_formulas f on i.indicator = f.indicator and i.version = f.version
    left join ref_elements e on f.element = e.element
),
shapes as (
    select indicator, version, sum(is_element) as elements, max(is_placed) as has_placed, max(is_flow) as has_flow
    from terms
    group by indicator, version
),
of_the_period as (
    select
        t.indicator, t.version, v.org, v.period, v.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold,
        v.value, v.missing_reason, v.provisional
    from int_value v
    join terms t on v.element = t.element
    join shapes s on t.indicator = s.indicator and t.version = s.version
    join int_period p on v.period = p.period
    join int_org o on v.period = o.period and v.org = o.org
    where t.shift = 0
        and (s.has_flow = 1 and v.basis in ('quarter', 'ytd') or s.has_flow = 0 and v.basis = 'point')
        and (t.valid_from is null or t.valid_from <= p.last_day)
        and (t.valid_to is null or t.valid_to >= p.last_day)
),
-- who is asked for all elements of an indicator that has other terms beside them
asked as (
    select t.indicator, t.version, v.org, v.period, v.basis
    from int_value v
    join terms t on v.element = t.element
    join shapes s on t.indicator = s.indicator and t.version = s.version and s.has_placed = 1
    join int_period p on v.period = p.period
    join int_org o on v.period = o.period and v.org = o.org
    where (s.has_flow = 1 and v.basis in ('quarter', 'ytd') or s.has_flow = 0 and v.basis = 'point')
        and (t.valid_from is null or t.valid_from <= p.last_day)
        and (t.valid_to is null or t.valid_to >= p.last_day)
    group by t.indicator, t.version, v.org, v.period, v.basis, s.elements
    having count(*) = s.elements
),
-- terms that are not figures of the period itself
placed as (
    select
        c.indicator, c.version, c.org, c.period, c.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold, t.is_element,
        q.period as value_period
    from asked c
    join terms t on c.indicator = t.indicator and c.version = t.version and t.is_placed = 1
    join int_period p on c.period = p.period
    left join int_period q on p.seq - t.shift = q.seq
),
followed as (
    select
        m.org, m.period, m.past_period, a.attribute,
        try_cast(sum(cast(a.value as decimal(19, 4))) as decimal(18, 4)) as value,
        case when min(a.population_basis) = max(a.population_basis) then min(a.population_basis)
            else concat(min(a.population_basis), '|', max(a.population_basis)) end as population_basis
    from int_member m
    join int_attribute a on m.member = a.org and m.past_period = a.period
    where m.is_whole
    group by m.org, m.period, m.past_period, a.attribute, m.members
    having count(*) = m.members
),
together as (
    select
        indicator, version, org, period, basis, part, term, element, factor, transform, threshold, period as value_period,
        value, missing_reason, provisional, '' as population_basis
    from of_the_period
    union all
    select
        t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold, t.value_period,
        case when h.org is not null then h.value else v.value end as value,
        case when t.value_period is null then 'earlier_missing' else coalesce(h.missing_reason, v.missing_reason, 'earlier_missing') end as missing_reason,
        coalesce(h.provisional, v.provisional, false) as provisional,
        '' as population_basis
    from placed t
    left join int_value v on t.element = v.element and t.org = v.org and t.value_period = v.period and t.basis = v.basis
    left join int_inherited h on t.element = h.element and t.org = h.org and t.period = h.period and t.value_period = h.past_period and t.basis = h.basis
    where t.is_element = 1
    union all
    select
        t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold, t.value_period,
        case
            when t.element = '@one' then cast(1 as decimal(18, 4))
            when t.element = '@counties' then cast(coalesce(c.places, 0) as decimal(18, 4))
            else coalesce(a.value, b.value)
        end as value,
        case when t.element in ('@one', '@counties') or coalesce(a.value, b.value) is not null then '' else 'no_population' end as missing_reason,
        false as provisional,
        coalesce(a.population_basis, b.population_basis, '') as population_basis
    from placed t
    left join places c on t.org = c.org and t.value_period = c.period
    left join int_attribute a on t.element = concat('@', a.attribute) and t.org = a.org and t.value_period = a.period
    left join followed b on t.element = concat('@', b.attribute) and t.org = b.org and t.period = b.period and t.value_period = b.past_period
    where t.is_element = 0
)
select
    indicator, version, org, period, basis, part, term, element, factor, value_period, value,
    case when transform = 'none' or value is null then value when value >= threshold then cast(1 as decimal(18, 4)) else cast(0 as decimal(18, 4)) end as counted,
    missing_reason, provisional, population_basis
from together
