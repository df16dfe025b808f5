-- int_judged: figures held against their target: exact values, never rounded ones.
-- A target that the document leaves out (unset) is none; one that asks for no
-- fall against the year before (not_below) has that year's value for its number.
with compared as (
    select
        i.programme, i.sample, i.indicator, i.version, i.org, i.period, i.basis, i.type, i.numerator, i.divisor, i.scale, i.value, i.value_key, i.judged_key,
        t.comparator, t.target_to, t.due, t.soft, t.low, t.high, j.trajectory, j.line_key, coalesce(j.falls, false) as falls,
        case when t.comparator = 'not_below' then cast(y.value as decimal(18, 4)) else cast(t.target as decimal(18, 4)) end as target,
        y.value as year_before,
        case
            when t.comparator = 'unset' then null
            when t.comparator = 'not_below' then i.judged_key >= y.judged_key
            else (t.low is null or i.judged_key >= ratio_key(t.low, 1)) and (t.high is null or i.judged_key <= ratio_key(t.high, 1))
        end as is_met,
        coalesce(t.due <= p.last_day, false) as is_due
    from int_indicator i
    join int_period p on i.period = p.period
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period
    left join int_trajectory j on i.indicator = j.indicator and i.version = j.version and i.org = j.org and i.period = j.period and i.basis = j.basis
    left join int_before y on i.indicator = y.indicator and i.version = y.version and i.org = y.org and i.period = y.period and i.basis = y.basis and y.lag = 'year'
),
placed as (
    select
        c.*,
        case
            when c.falls then c.judged_key <= c.line_key and (c.low is null or c.judged_key >= ratio_key(c.low, 1))
            else c.judged_key >= c.line_key and (c.high is null or c.judged_key <= ratio_key(c.high, 1))
        end as is_on_line,
        case
            when c.comparator <> 'between' or c.value_key < ratio_key(c.low, 1) then c.target
            when c.value_key > ratio_key(c.high, 1) then cast(c.target_to as decimal(18, 4))
        end as gap_to
    from compared c
)
select
    programme, sample, indicator, version, org, period, basis, comparator, target, target_to, due, soft, trajectory, is_met, is_on_line,
    case
        when value is null or target is null then null
        when comparator = 'not_below' then try_cast(cast(value as decimal(19, 6)) - year_before as decimal(18, 6))
        when gap_to is null then cast(0 as decimal(18, 6))
        when type in ('growth', 'quotient', 'death_probability') then try_cast(cast(value as decimal(19, 6)) - gap_to as decimal(18, 6))
        else ratio(cast(numerator as decimal(19, 4)) * scale - cast(gap_to as decimal(19, 4)) * divisor, divisor)
    end as gap,
    case
        when comparator = 'unset' then 'no_target'
        when value is null or target is null then 'no_data'
        when is_met then 'met'
        when is_due and not soft then 'missed'
        when is_due then 'behind'
        when is_on_line then 'on_track'
        else 'behind'
    end as status
from placed
