-- int_target: the target that holds for an indicator, org and period: the next
-- one due, else the last one that was. Its band of met values is low to high;
-- an end that is NULL is open. All is the whole: the scale itself. Not_below and
-- unset have no number. A baseline may lie before all periods asked for.
with ranked as (
    select
        t.programme, t.sample, t.indicator, t.org, p.period, p.last_day,
        case when t.comparator = 'all' then i.scale when t.comparator not in ('not_below', 'unset') then t.value end as target,
        t.value_to as target_to, t.comparator,
        t.due, t.soft, t.tolerance, t.baseline, t.baseline_period,
        row_number() over (
            partition by t.indicator, t.org, p.period
            order by
                case when t.due is null or t.due >= p.last_day then 0 else 1 end asc nulls last,
                case when t.due >= p.last_day then t.due end asc nulls last,
                t.due desc nulls last) as place
    from ref_targets t
    join int_org o on t.org = o.org
    join int_period p on o.period = p.period
    left join ref_indicators i on t.indicator = i.indicator and (i.valid_from is null or i.valid_from <= p.last_day)
        and (i.valid_to is null or i.valid_to >= p.last_day)
    where not p.history
),
history as (
    select p.period, p.last_day, p.seq from int_period p where p.history
),
last_history as (
    select max_by(h.period, h.seq) as period from history h
)
select
    r.programme, r.sample, r.indicator, r.org, r.period, r.last_day, r.target, r.target_to, r.comparator, r.due, r.soft, r.baseline,
    case
        when r.comparator = 'le' then null
        when r.comparator = 'approx' then cast(r.target - coalesce(r.tolerance, 0) as decimal(18, 4))
        else r.target
    end as low,
    case r.comparator
        when 'ge' then null
        when 'approx' then cast(r.target + coalesce(r.tolerance, 0) as decimal(18, 4))
        when 'between' then r.target_to
        else r.target
    end as high,
    case when r.baseline_period <> '' then r.baseline_period else l.period end as start_period,
    case when r.baseline_period <> '' then cast(concat(substring(r.baseline_period, 1, 4), case substring(r.baseline_period, 5, 2)
        when 'Q1' then '-03-31' when 'Q2' then '-06-30' when 'H1' then '-06-30' when 'Q3' then '-09-30' else '-12-31' end) as date)
    else h.last_day end as start_day
from ranked r
cross join last_history l
left join history h on l.period = h.period
where r.place = 1
