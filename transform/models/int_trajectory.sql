-- int_trajectory: where an indicator should be on the way to its target: a
-- straight line by days from the baseline (where the target names none, the
-- org's own value at the end of history: an assumed rule) to the near end of
-- the band on the due day. A line that starts inside the band stays at its end.
-- A start of another definition, place or population is none.
with started as (
    select
        i.programme, i.sample, i.indicator, i.version, i.org, i.period, i.basis, t.low, t.high,
        coalesce(cast(t.baseline as decimal(18, 6)), s.value) as start_value,
        days_between(t.start_day, t.due) as days_total,
        case when t.last_day > t.due then days_between(t.start_day, t.due) else days_between(t.start_day, t.last_day) end as days_gone
    from int_indicator i
    join int_target t on i.indicator = t.indicator and i.org = t.org and i.period = t.period and coalesce(t.low, t.high) is not null
    left join int_before s on i.indicator = s.indicator and i.version = s.version and i.org = s.org and i.period = s.period and i.basis = s.basis and s.lag = 'start'
),
aimed as (
    select
        s.*,
        s.low is null or coalesce(s.start_value > s.high, false) as falls,
        case when s.low is null or s.start_value > s.high then s.high else s.low end as goal
    from started s
    where s.start_value is not null and s.days_total > 0
),
lined as (
    select
        programme, sample, indicator, version, org, period, basis, falls, days_total,
        case
            when falls and start_value <= goal or not falls and start_value >= goal then cast(goal as decimal(19, 6)) * days_total
            else cast(start_value as decimal(19, 6)) * (days_total - days_gone) + cast(goal as decimal(19, 6)) * days_gone
        end as line
    from aimed
)
select
    programme, sample, indicator, version, org, period, basis, falls,
    ratio(line, days_total) as trajectory,
    ratio_key(line, days_total) as line_key
from lined
