-- mart_measure: what a task's progress is counted by, per org and period. What
-- was reported done stays done until the org reports otherwise: a quarter in
-- which it is not asked, or does not send, undoes nothing; a new round of the
-- task begins from nothing, its measures due with it. A sum over the year begins again each year. A
-- department's indicator measure looks at the region it works for. A decision
-- that extends the task moves the days before its new deadline to it.
with asked_for as (
    select
        m.programme, m.sample, m.task, m.measure, m.seq, m.org, p.period, p.seq as period_seq, p.year, p.cut_off, r.round,
        m.name, m.name_en, m.type, m.indicator, m.element, m.target, m.soft,
        case when m.due is null or m.due < r.opens then coalesce(r.due, m.due) else m.due end as due_original,
        case when o.class in ('department', 'institution') then o.parent else m.org end as about,
        d.extended_to, coalesce(d.suspended, false) as suspended
    from ref_measures m
    join int_task t on m.task = t.task
    join int_period p on not p.history and (t.added_on is null or t.added_on <= p.last_day)
        and (m.valid_from is null or m.valid_from <= p.last_day) and (m.valid_to is null or m.valid_to >= p.last_day)
    join int_org o on m.org = o.org and p.period = o.period
    join int_round r on m.task = r.task and p.period = r.period
        and (m.round = r.round or m.round = '' and (m.due is null or r.due is null or m.due <= r.due))
    left join int_ruling d on m.task = d.task and m.org = d.org and p.period = d.period
),
owed as (
    select a.*, case when a.extended_to > a.due_original then a.extended_to else a.due_original end as due from asked_for a
),
-- of each indicator the row of the basis that it is shown in first; as a table of
-- its own, for a join over two bases at once compares every pair of rows
shown as (
    select i.indicator, i.version, i.org, i.period, i.numerator, i.denominator, i.value, i.target, i.status, i.suppressed
    from mart_indicator i
    join ref_indicators d on i.indicator = d.indicator and i.version = d.version
    where i.basis in ('point', d.default_basis)
),
indicated as (
    select
        m.task, m.measure, m.org, m.period,
        max(cast(i.value as decimal(18, 4))) as value,
        bool_or(case
            when m.target is null then i.status = 'met'
            when d.type in ('growth', 'quotient', 'death_probability') then i.value >= m.target
            else cast(i.numerator as decimal(19, 4)) * d.scale >= cast(m.target as decimal(19, 4)) * coalesce(i.denominator, cast(1 as decimal(18, 4)))
        end) as is_done,
        max(i.target) as target,
        max(case when i.value is not null then i.period end) as value_period,
        count(i.period) as asked,
        coalesce(bool_or(i.suppressed), false) as suppressed
    from owed m
    join ref_indicators d on m.indicator = d.indicator
    left join shown i on m.indicator = i.indicator and d.version = i.version and m.period = i.period and m.about = i.org
    where m.type = 'indicator'
    group by m.task, m.measure, m.org, m.period
),
asked as (
    select
        m.task, m.measure, m.org, m.period,
        coalesce(
            max_by(case when v.missing_reason = '' then v.period end, case when v.missing_reason = '' then q.seq end),
            max_by(v.period, q.seq)) as value_period
    from owed m
    join ref_elements e on m.element = e.element
    join int_value v on m.element = v.element and m.org = v.org
        and v.basis = case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end
    join int_period q on v.period = q.period and q.seq <= m.period_seq and (v.basis <> 'ytd' or q.year = m.year)
    join int_round r on m.task = r.task and v.period = r.period and m.round = r.round
    where m.type in ('count', 'yes_no')
    group by m.task, m.measure, m.org, m.period
),
counted as (
    select
        m.task, m.measure, m.org, m.period, v.value,
        v.value >= coalesce(m.target, cast(1 as decimal(18, 4))) as is_done,
        coalesce(m.target, cast(1 as decimal(18, 4))) as target,
        case when v.value is not null then v.period end as value_period,
        case when a.value_period is null then 0 else 1 end as asked,
        w.org is not null as suppressed
    from owed m
    left join ref_elements e on m.element = e.element
    left join asked a on m.task = a.task and m.measure = a.measure and m.org = a.org and m.period = a.period
    left join int_value v on m.element = v.element and m.org = v.org and a.value_period = v.period
        and v.basis = case when e.kind = 'flow' and e.basis <> 'year' then 'ytd' else 'point' end
    left join int_suppressed w on v.element = w.element and v.org = w.org and v.period = w.period and v.basis = w.basis
    where m.type in ('count', 'yes_no')
),
sent as (
    select
        m.task, m.measure, m.org, m.period,
        cast(case when s.state = 'on_time' then 1 when s.state is not null then 0 end as decimal(18, 4)) as value,
        coalesce(s.state = 'on_time', false) as is_done,
        cast(1 as decimal(18, 4)) as target,
        case when s.state is not null then m.period end as value_period,
        case when s.expected then 1 else 0 end as asked,
        false as suppressed
    from owed m
    left join mart_reporting s on m.org = s.org and m.period = s.period
    where m.type = 'on_time'
),
together as (
    select task, measure, org, period, value, is_done, target, value_period, asked, suppressed from indicated
    union all
    select task, measure, org, period, value, is_done, target, value_period, asked, suppressed from counted
    union all
    select task, measure, org, period, value, is_done, target, value_period, asked, suppressed from sent
)
select
    m.programme, m.sample, m.task, m.measure, m.seq, m.org, m.period, m.round, m.type, m.name, m.name_en, m.indicator, m.element,
    t.value,
    coalesce(t.value_period, '') as value_period,
    t.target, m.due_original, m.due, m.soft, m.suspended,
    case
        when coalesce(t.is_done, false) then 'done'
        when m.due < m.cut_off and not m.soft and not m.suspended then 'overdue'
        when t.value is null and t.asked > 0 then 'no_data'
        else 'open'
    end as state,
    case
        when coalesce(t.is_done, false) then 'done'
        when m.due_original < m.cut_off and not m.soft then 'overdue'
        when t.value is null and t.asked > 0 then 'no_data'
        else 'open'
    end as computed_state,
    t.suppressed
from owed m
join together t on m.task = t.task and m.measure = t.measure and m.org = t.org and m.period = t.period
