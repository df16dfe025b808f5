-- int_unit: numerator and denominator of an indicator for each org by itself that is
-- asked for all of its elements; for a ratio of two means also what each is divided by.
with shapes as (
    select
        f.indicator, f.version,
        count(case when f.element not like '@%' then 1 end) as elements,
        count(case when f.part = 'denominator' then 1 end) as denominators,
        count(case when f.part = 'numerator_per' then 1 end) as numerator_pers,
        count(case when f.part = 'denominator_per' then 1 end) as denominator_pers
    from ref_formulas f
    group by f.indicator, f.version
),
-- the kinds of orgs that every element of an indicator is summed from
summed_from as (
    select f.indicator, f.version, k.kind
    from ref_formulas f
    left join ref_elements e on f.element = e.element
    cross join (select distinct o.kind from ref_orgs o) k
    group by f.indicator, f.version, k.kind
    having min(case when f.element like '@%' or concat('|', e.level, '|') like concat('%|', k.kind, '|%') then 1 else 0 end) = 1
),
-- of several reasons the first in this order counts
parts as (
    select
        t.indicator, t.version, t.org, t.period, t.basis,
        sum(case when t.part = 'numerator' then cast(t.counted as decimal(19, 4)) * t.factor end) as numerator,
        sum(case when t.part = 'denominator' then cast(t.counted as decimal(19, 4)) * t.factor end) as denominator,
        sum(case when t.part = 'numerator_per' then cast(t.counted as decimal(19, 4)) * t.factor end) as numerator_per,
        sum(case when t.part = 'denominator_per' then cast(t.counted as decimal(19, 4)) * t.factor end) as denominator_per,
        count(case when t.counted is null and t.part = 'numerator' then 1 end) as numerator_gaps,
        count(case when t.counted is null and t.part = 'denominator' then 1 end) as denominator_gaps,
        count(case when t.counted is null and t.part in ('numerator_per', 'denominator_per') then 1 end) as per_gaps,
        count(case when t.element not like '@%' then 1 end) as elements,
        count(case when t.missing_reason = 'not_reported' then 1 end) as not_reported,
        min(case
            when t.missing_reason = '' then null
            when t.missing_reason in ('not_reported', 'part_missing') then 1
            when t.missing_reason = 'suppressed' then 2
            when t.missing_reason = 'not_applicable' then 3
            when t.missing_reason = 'earlier_missing' then 4
            when t.missing_reason = 'falls' then 5
            when t.missing_reason = 'no_population' then 6
        end) as reason,
        max(case when t.provisional then 1 else 0 end) as provisional,
        max(t.population_basis) as population_basis
    from int_term t
    group by t.indicator, t.version, t.org, t.period, t.basis
),
-- A sum below 10^10 is rounded to four decimals in a machine word, in a tenth of the time.
fitted as (
    select
        p.*, i.programme, i.sample, s.numerator_pers, s.denominator_pers,
        case when p.numerator_gaps = 0
            then coalesce(cast(try_cast(p.numerator as decimal(18, 8)) as decimal(18, 4)), try_cast(p.numerator as decimal(18, 4))) end as fitted_numerator,
        case
            when s.denominators = 0 and i.rollup = 'share_yes' then cast(1 as decimal(18, 4))
            when p.denominator_gaps = 0
                then coalesce(cast(try_cast(p.denominator as decimal(18, 8)) as decimal(18, 4)), try_cast(p.denominator as decimal(18, 4)))
        end as fitted_denominator,
        s.denominators > 0 or i.rollup = 'share_yes' as has_denominator,
        case when p.per_gaps = 0 then try_cast(p.numerator_per as decimal(18, 4)) end as fitted_numerator_per,
        case when p.per_gaps = 0 then try_cast(p.denominator_per as decimal(18, 4)) end as fitted_denominator_per
    from parts p
    join ref_indicators i on p.indicator = i.indicator and p.version = i.version
    join shapes s on p.indicator = s.indicator and p.version = s.version and p.elements = s.elements
),
judged as (
    select
        f.*,
        f.fitted_numerator is not null and (f.fitted_denominator is not null or not f.has_denominator)
            and (f.fitted_numerator_per is not null or f.numerator_pers = 0)
            and (f.fitted_denominator_per is not null or f.denominator_pers = 0) as is_whole,
        coalesce(f.has_denominator and f.fitted_denominator = 0, false) or coalesce(f.fitted_numerator_per = 0 or f.fitted_denominator_per = 0, false) as is_zero
    from fitted f
)
select
    j.programme, j.sample, j.indicator, j.version, j.org, o.kind, o.parent, j.period, j.basis,
    j.fitted_numerator as numerator,
    j.fitted_denominator as denominator,
    j.has_denominator,
    j.fitted_numerator_per as numerator_per,
    j.fitted_denominator_per as denominator_per,
    case
        when j.not_reported > 0 and j.not_reported = j.elements then 'not_reported'
        when j.reason = 1 then 'part_missing'
        when j.reason = 2 then 'suppressed'
        when j.reason = 3 then 'not_applicable'
        when j.reason = 4 then 'earlier_missing'
        when j.reason = 5 then 'falls'
        when j.reason = 6 then 'no_population'
        when not j.is_whole then 'out_of_range'
        when j.is_zero then 'zero_denominator'
        else ''
    end as missing_reason,
    j.is_whole,
    o.additive and o.parent <> '' and k.kind is not null as summed,
    j.provisional = 1 as provisional,
    j.population_basis
from judged j
join int_org o on j.period = o.period and j.org = o.org
left join summed_from k on j.indicator = k.indicator and j.version = k.version and o.kind = k.kind
