-- int_unit: numerator and denominator of an indicator for each org by itself; for
-- a ratio of two means also what each of them is divided by.
with parts as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.kind, t.parent, t.period, t.basis,
        sum(case when t.part = 'numerator' then cast(t.counted as decimal(19, 4)) * t.factor end) as numerator,
        sum(case when t.part = 'denominator' then cast(t.counted as decimal(19, 4)) * t.factor end) as denominator,
        sum(case when t.part = 'numerator_per' then cast(t.counted as decimal(19, 4)) * t.factor end) as numerator_per,
        sum(case when t.part = 'denominator_per' then cast(t.counted as decimal(19, 4)) * t.factor end) as denominator_per,
        count(case when t.part = 'numerator' and t.counted is null then 1 end) as numerator_gaps,
        count(case when t.part like '%_per' and t.counted is null then 1 end) as per_gaps,
        count(case when t.part = 'numerator_per' then 1 end) as numerator_per_terms,
        count(case when t.part = 'denominator_per' then 1 end) as denominator_per_terms,
        count(case when t.part = 'denominator' then 1 end) as denominator_terms,
        count(case when t.part = 'denominator' and t.counted is null then 1 end) as denominator_gaps,
        count(case when t.element not like '@%' then 1 end) as elements,
        count(case when t.missing_reason = 'not_reported' then 1 end) as not_reported,
        count(case when t.missing_reason = 'part_missing' then 1 end) as part_missing,
        count(case when t.missing_reason = 'not_applicable' then 1 end) as not_applicable,
        count(case when t.missing_reason = 'suppressed' then 1 end) as suppressed,
        count(case when t.missing_reason = 'earlier_missing' then 1 end) as earlier_missing,
        count(case when t.missing_reason = 'falls' then 1 end) as falls,
        count(case when t.missing_reason = 'no_population' then 1 end) as no_population,
        min(case when t.summed then 1 else 0 end) as summed,
        max(case when t.provisional then 1 else 0 end) as provisional,
        max(t.population_basis) as population_basis
    from int_term t
    group by t.programme, t.sample, t.indicator, t.version, t.org, t.kind, t.parent, t.period, t.basis
),
fitted as (
    select
        p.*,
        case when p.numerator_gaps = 0 then try_cast(p.numerator as decimal(18, 4)) end as fitted_numerator,
        case
            when p.denominator_terms = 0 and i.rollup = 'share_yes' then cast(1 as decimal(18, 4))
            when p.denominator_gaps = 0 then try_cast(p.denominator as decimal(18, 4))
        end as fitted_denominator,
        p.denominator_terms > 0 or i.rollup = 'share_yes' as has_denominator,
        case when p.per_gaps = 0 then try_cast(p.numerator_per as decimal(18, 4)) end as fitted_numerator_per,
        case when p.per_gaps = 0 then try_cast(p.denominator_per as decimal(18, 4)) end as fitted_denominator_per
    from parts p
    join ref_indicators i on p.indicator = i.indicator and p.version = i.version
),
judged as (
    select
        f.*,
        f.fitted_numerator is not null and (f.fitted_denominator is not null or not f.has_denominator)
            and (f.fitted_numerator_per is not null or f.numerator_per_terms = 0)
            and (f.fitted_denominator_per is not null or f.denominator_per_terms = 0) as is_whole,
        coalesce(f.has_denominator and f.fitted_denominator = 0, false) or coalesce(f.fitted_numerator_per = 0 or f.fitted_denominator_per = 0, false) as is_zero
    from fitted f
)
select
    programme, sample, indicator, version, org, kind, parent, period, basis,
    fitted_numerator as numerator,
    fitted_denominator as denominator,
    has_denominator,
    fitted_numerator_per as numerator_per,
    fitted_denominator_per as denominator_per,
    case
        when not_reported > 0 and not_reported = elements then 'not_reported'
        when not_reported + part_missing > 0 then 'part_missing'
        when suppressed > 0 then 'suppressed'
        when not_applicable > 0 then 'not_applicable'
        when earlier_missing > 0 then 'earlier_missing'
        when falls > 0 then 'falls'
        when no_population > 0 then 'no_population'
        when not is_whole then 'out_of_range'
        when is_zero then 'zero_denominator'
        else ''
    end as missing_reason,
    is_whole,
    summed = 1 as summed,
    provisional = 1 as provisional,
    population_basis
from judged
