-- mart_measure: what a task's progress is counted by, per org and period. What
-- was reported done stays done until the org reports otherwise: a quarter in
-- which it is not asked, or does not send, undoes nothing. A sum over the year
-- begins again each year. A department's indicator measure looks at the region
-- it works for.
with periods as (
    select p.period, p.seq, p.year, p.last_day, p.cut_off from int_period p where not p.history
),
indicated as (
    select
        m.task, m.measure, m.org, p.period,
        max(cast(i.value as decimal(18, 4))) as value,
        bool_or(case
            when m.target is null then i.status = 'met'
            else cast(i.numerator as decimal(19, 4)) * d.scale >= cast(m.target as decimal(19, 4)) * coalesce(i.denominator, cast(1 as decimal(18, 4)))
        end) as is_done,
        max(i.target) as target,
        max(case when i.value is not null then i.period end) as value_period,
        count(i.period) as asked
    from ref_measures m
    cross join periods p
    join ref_orgs o on m.org = o.org
    join ref_indicators d on m.indicator = d.indicator
    left join mart_indicator i on m.indicator = i.indicator and d.version = i.version and p.period = i.period
        and i.org = case when o.kind in ('department', 'institution') then o.parent else m.org end
        and i.basis in ('point', d.default_basis)
    where m.type = 'indicator'
    group by m.task, m.measure, m.org, p.period
),
asked as (
    select
        m.task, m.measure, m.org, p.period,
        coalesce(
            max_by(case when v.missing_reason = '' then v.period end, case when v.missing_reason = '' then q.seq end),
            max_by(v.period, q.seq)) as value_period
    from ref_measures m
    cross join periods p
    join ref_elements e on m.element = e.element
    join int_value v on m.element = v.element and m.org = v.org
        and v.basis = case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end
    join int_period q on v.period = q.period and q.seq <= p.seq and (v.basis <> 'ytd' or q.year = p.year)
    where m.type <> 'indicator' and not q.history
    group by m.task, m.measure, m.org, p.period
),
counted as (
    select
        m.task, m.measure, m.org, p.period, v.value,
        v.value >= coalesce(m.target, cast(1 as decimal(18, 4))) as is_done,
        coalesce(m.target, cast(1 as decimal(18, 4))) as target,
        case when v.value is not null then v.period end as value_period,
        case when a.value_period is null then 0 else 1 end as asked
    from ref_measures m
    cross join periods p
    left join ref_elements e on m.element = e.element
    left join asked a on m.task = a.task and m.measure = a.measure and m.org = a.org and p.period = a.period
    left join int_value v on m.element = v.element and m.org = v.org and a.value_period = v.period
        and v.basis = case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end
    where m.type <> 'indicator'
),
together as (
    select task, measure, org, period, value, is_done, target, value_period, asked from indicated
    union all
    select task, measure, org, period, value, is_done, target, value_period, asked from counted
)
select
    m.programme, m.sample, m.task, m.measure, m.seq, m.org, t.period, m.type, m.name, m.name_en, m.indicator, m.element,
    t.value,
    coalesce(t.value_period, '') as value_period,
    t.target, m.due,
    case
        when coalesce(t.is_done, false) then 'done'
        when m.due < p.cut_off then 'overdue'
        when t.value is null and t.asked > 0 then 'no_data'
        else 'open'
    end as state
from ref_measures m
join together t on m.task = t.task and m.measure = t.measure and m.org = t.org
join periods p on t.period = p.period
