-- mart_indicator: every computed figure with its target, status, rank and change.
-- What is added or counted over other units than before is not compared: a
-- county that did not send is no fall. Of a rate, which stays one, the change is
-- given, but not what of it numerator and denominator did.
with ranked as (
    select
        i.indicator, i.version, i.org, i.period, i.basis,
        rank() over (partition by i.indicator, i.version, i.parent, i.period, i.basis order by i.value_key desc nulls last) as from_top,
        rank() over (partition by i.indicator, i.version, i.parent, i.period, i.basis order by i.value_key asc nulls last) as from_bottom,
        count(i.value_key) over (partition by i.indicator, i.version, i.parent, i.period, i.basis) as rank_of
    from int_indicator i
    join int_period p on i.period = p.period
    where i.summed and not p.history and i.direction in ('up', 'down')
),
compared as (
    select
        i.programme, i.sample, i.indicator, i.version, i.org, o.kind as level, i.period, i.basis, i.population_basis,
        i.numerator, i.denominator, i.value, i.divisor, i.scale, i.direction, i.units_reported, i.units_expected, i.population_share,
        t.target, t.target_to, t.comparator, t.due, t.soft,
        case
            when t.comparator <> 'between' or i.value_key < ratio_key(t.low, 1) then cast(t.target as decimal(18, 4))
            when i.value_key > ratio_key(t.high, 1) then cast(t.target_to as decimal(18, 4))
        end as gap_to,
        j.trajectory,
        (t.low is null or i.judged_key >= ratio_key(t.low, 1)) and (t.high is null or i.judged_key <= ratio_key(t.high, 1)) as is_met,
        coalesce(t.due <= p.last_day, false) as is_due,
        case
            when t.low is null then i.judged_key <= j.line_key
            else i.judged_key >= j.line_key and (t.high is null or i.judged_key <= ratio_key(t.high, 1))
        end as is_on_line,
        k.from_top, k.from_bottom, k.rank_of,
        case when i.basis <> 'ytd' or p.nth > 1 then q.value end as previous,
        i.units = q.units as same_units,
        d.rollup in ('sum', 'share_yes', 'max') as is_added,
        q.numerator as previous_numerator,
        q.divisor as previous_divisor,
        i.missing_reason, i.provisional, p.history
    from int_indicator i
    join int_period p on i.period = p.period
    join ref_orgs o on i.org = o.org
    join ref_indicators d on i.indicator = d.indicator and i.version = d.version
    left join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period
    left join int_trajectory j on i.indicator = j.indicator and i.version = j.version and i.org = j.org and i.period = j.period and i.basis = j.basis
    left join ranked k on i.indicator = k.indicator and i.version = k.version and i.org = k.org and i.period = k.period and i.basis = k.basis
    left join int_indicator q on i.indicator = q.indicator and i.version = q.version and i.org = q.org and i.basis = q.basis
        and p.previous = q.period
),
changed as (
    select
        c.*,
        case when c.same_units or not c.is_added then try_cast(cast(c.value as decimal(19, 6)) - c.previous as decimal(18, 6)) end as value_change,
        case when c.same_units and c.value is not null and c.previous is not null
            then ratio((cast(c.numerator as decimal(19, 4)) - c.previous_numerator) * c.scale, c.previous_divisor) end as own_effect
    from compared c
)
select
    programme, sample, indicator, version, org, level, period, basis,
    population_basis,
    numerator, denominator, value, units_reported, units_expected, population_share,
    target, target_to,
    coalesce(comparator, '') as comparator,
    due as target_due,
    coalesce(soft, false) as target_soft,
    case
        when value is null or target is null then null
        when gap_to is null then cast(0 as decimal(18, 6))
        else ratio(cast(numerator as decimal(19, 4)) * scale - cast(gap_to as decimal(19, 4)) * divisor, divisor)
    end as gap,
    trajectory,
    case
        when target is null then 'no_target'
        when value is null then 'no_data'
        when is_met then 'met'
        when is_due and not soft then 'missed'
        when is_due then 'behind'
        when is_on_line then 'on_track'
        else 'behind'
    end as status,
    cast(case when value is null then null when direction = 'up' then from_top when direction = 'down' then from_bottom end as integer) as rank,
    cast(rank_of as integer) as rank_of,
    previous,
    value_change as change,
    own_effect as numerator_effect,
    try_cast(cast(value_change as decimal(19, 6)) - own_effect as decimal(18, 6)) as denominator_effect,
    missing_reason, provisional, history
from changed
