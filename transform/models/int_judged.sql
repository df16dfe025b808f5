-- int_judged: figures held against their target: exact values, never rounded ones.
-- A target that the document leaves out (unset) is none; one that asks for no
-- fall against the year before (not_below) has that year's value for its number.
-- A share of units is held against its target over all units asked, and so is its gap.
with compared as (
    select
        i.programme, i.sample, i.indicator, i.version, i.org, i.period, i.basis, i.type, i.numerator, i.scale, i.value,
        coalesce(i.judged_key, i.value_key) as judged_key,
        case when i.rolled_up and d.rollup = 'share_yes' then cast(i.units_expected as decimal(18, 4)) else i.divisor end as judged_by,
        t.comparator, t.target_to, t.due, t.soft, t.low, t.high, j.trajectory, j.line_key, coalesce(j.falls, false) as falls,
        t.target as target_value,
        case when i.rolled_up and d.rollup = 'share_yes' then cast(key_value(coalesce(i.judged_key, i.value_key)) as decimal(18, 6)) else i.value end as held,
        case when i.rolled_up and d.rollup = 'share_yes' then cast(key_value(coalesce(y.judged_key, y.value_key)) as decimal(18, 6)) else y.value end as year_before,
        case
            when t.comparator = 'unset' then null
            when t.comparator = 'not_below' then coalesce(i.judged_key, i.value_key) >= coalesce(y.judged_key, y.value_key)
            else (t.low is null or coalesce(i.judged_key, i.value_key) >= ratio_key(t.low, 1))
                and (t.high is null or coalesce(i.judged_key, i.value_key) <= ratio_key(t.high, 1))
        end as is_met,
        coalesce(t.due <= p.last_day, false) as is_due
    from int_indicator i
    join int_period p on i.period = p.period
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period
    join ref_indicators d on i.indicator = d.indicator and i.version = d.version
    left join int_trajectory j on i.indicator = j.indicator and i.version = j.version and i.org = j.org and i.period = j.period and i.basis = j.basis
    left join int_before y on i.indicator = y.indicator and i.version = y.version and i.org = y.org and i.period = y.period and i.basis = y.basis and y.lag = 'year'
),
aimed as (
    select c.*, cast(case when c.comparator = 'not_below' then c.year_before else c.target_value end as decimal(18, 4)) as target from compared c
),
placed as (
    select
        c.*,
        case
            when c.falls then c.judged_key <= c.line_key and (c.low is null or c.judged_key >= ratio_key(c.low, 1))
            else c.judged_key >= c.line_key and (c.high is null or c.judged_key <= ratio_key(c.high, 1))
        end as is_on_line,
        case
            when c.comparator <> 'between' or c.judged_key < ratio_key(c.low, 1) then c.target
            when c.judged_key > ratio_key(c.high, 1) then cast(c.target_to as decimal(18, 4))
        end as gap_to
    from aimed c
)
select
    programme, sample, indicator, version, org, period, basis, comparator, target, target_to, due, soft, trajectory, is_met, is_on_line,
    case
        when value is null or target is null then null
        when comparator = 'not_below' then try_cast(cast(held as decimal(19, 6)) - year_before as decimal(18, 6))
        when gap_to is null then cast(0 as decimal(18, 6))
        when type in ('growth', 'quotient', 'death_probability') then try_cast(cast(value as decimal(19, 6)) - gap_to as decimal(18, 6))
        else ratio(cast(numerator as decimal(19, 4)) * scale - cast(gap_to as decimal(19, 4)) * judged_by, judged_by)
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
