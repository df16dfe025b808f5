-- int_trajectory: where an indicator should be on the way to its target: a
-- straight line by days from the baseline (where the target names none, the
-- org's own value at the end of history: an assumed rule) to the near end of
-- the band on the due day. A line that starts inside the band stays at its end.
with started as (
    select
        i.indicator, i.version, i.org, i.period, i.basis, t.low, t.high, t.comparator,
        coalesce(t.low, t.high) as goal,
        coalesce(cast(t.baseline as decimal(18, 6)), s.value) as start_value,
        days_between(t.start_day, t.due) as days_total,
        case when t.last_day > t.due then days_between(t.start_day, t.due) else days_between(t.start_day, t.last_day) end as days_gone
    from int_indicator i
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period
    left join int_indicator s on i.indicator = s.indicator and i.version = s.version and i.org = s.org and i.basis = s.basis
        and t.start_period = s.period
),
lined as (
    select
        indicator, version, org, period, basis, low, goal, days_total,
        case
            when low is not null and start_value >= goal then cast(goal as decimal(19, 6)) * days_total
            when low is null and start_value <= goal then cast(goal as decimal(19, 6)) * days_total
            else cast(start_value as decimal(19, 6)) * (days_total - days_gone) + cast(goal as decimal(19, 6)) * days_gone
        end as line
    from started
    where start_value is not null and days_total > 0
)
select
    indicator, version, org, period, basis,
    ratio(line, days_total) as trajectory,
    ratio_key(line, days_total) as line_key
from lined
