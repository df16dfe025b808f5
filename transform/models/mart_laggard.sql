-- mart_laggard: who lags, by the rules the programme writes down, each with the
-- series that shows it: an indicator for so many periods in a row, or reports
-- late or missing so often of late.
with runs as (
    select k.*, k.seq - row_number() over (partition by k.rule, k.indicator, k.version, k.org order by k.seq asc nulls last) as island
    from int_lag_mark k
    where k.marked
),
counted as (
    select
        r.*,
        row_number() over (partition by r.rule, r.indicator, r.version, r.org, r.island order by r.seq asc nulls last) as run,
        min(r.period) over (partition by r.rule, r.indicator, r.version, r.org, r.island) as since
    from runs r
),
lagging as (
    select c.programme, c.sample, c.period, c.seq, c.org, c.indicator, c.version, c.rule, l.seq as rule_seq, c.run, c.since, l.text, l.text_en
    from counted c
    join ref_laggards l on c.rule = l.rule and c.run >= l.periods
    join int_period p on c.period = p.period and not p.history
),
-- a series may name the period before its first
withheld as (
    select w.indicator, w.version, w.org, p.seq
    from int_suppressed_row w
    join int_period p on w.period = p.period
    group by w.indicator, w.version, w.org, p.seq
),
named as (
    select g.rule, g.indicator, g.version, g.org from lagging g group by g.rule, g.indicator, g.version, g.org
),
marks as (
    select
        k.rule, k.indicator, k.version, k.org, k.period, k.seq, k.value, k.trajectory, k.twice_median, d.unit,
        concat(k.period, ' ', case when d.decimals <= 2 then plain(cast(k.value as decimal(18, 2))) else plain(k.value) end, d.unit) as shown,
        case when count(w.org) > 0 then 1 else 0 end as hidden
    from int_lag_mark k
    join named g on k.rule = g.rule and k.indicator = g.indicator and k.version = g.version and k.org = g.org
    join ref_indicators d on k.indicator = d.indicator and k.version = d.version
    left join withheld w on k.indicator = w.indicator and k.version = w.version and k.org = w.org and w.seq in (k.seq, k.seq - 1)
    group by k.rule, k.indicator, k.version, k.org, k.period, k.seq, k.value, k.trajectory, k.twice_median, d.unit, d.decimals
),
told as (
    select
        m.rule, m.indicator, m.version, m.org, m.seq, m.hidden,
        case
            when m.trajectory is not null then concat(m.shown, '（按进度 ', plain(cast(m.trajectory as decimal(18, 2))), m.unit, '）')
            when m.twice_median is not null then concat(m.shown, '（中位数 ', plain(cast(ratio(m.twice_median, 2) as decimal(18, 2))), m.unit, '）')
            else m.shown
        end as shown_zh,
        case
            when m.trajectory is not null then concat(m.shown, ' (line ', plain(cast(m.trajectory as decimal(18, 2))), m.unit, ')')
            when m.twice_median is not null then concat(m.shown, ' (median ', plain(cast(ratio(m.twice_median, 2) as decimal(18, 2))), m.unit, ')')
            else m.shown
        end as shown_en
    from marks m
),
shown as (
    select
        g.programme, g.sample, g.period, g.org, g.indicator, g.rule, g.rule_seq, g.run, g.since, g.text, g.text_en,
        max(k.hidden) as hidden,
        string_agg(k.shown_zh, '；' order by k.seq asc nulls last) as series_zh,
        string_agg(k.shown_en, '; ' order by k.seq asc nulls last) as series_en
    from lagging g
    join told k on g.rule = k.rule and g.indicator = k.indicator and g.version = k.version and g.org = k.org
        and k.seq <= g.seq and k.seq > g.seq - 8
        and k.seq >= g.seq - g.run + case when g.rule = 'below_trajectory' then 1 else 0 end
    group by g.programme, g.sample, g.period, g.org, g.indicator, g.rule, g.rule_seq, g.run, g.since, g.text, g.text_en
),
reports as (
    select
        r.programme, r.sample, r.period, p.seq, r.org, case when r.state in ('late', 'missing') then 1 else 0 end as failed,
        concat(r.period, case r.state when 'late' then ' 迟报' when 'missing' then ' 未报' else ' 按时' end) as shown_zh,
        concat(r.period, case r.state when 'late' then ' late' when 'missing' then ' missing' else ' on time' end) as shown_en
    from mart_reporting r
    join int_period p on r.period = p.period
    where r.expected and r.state <> 'history'
),
late as (
    select
        r.programme, r.sample, r.period, r.org, l.rule, l.seq as rule_seq, l.times, sum(b.failed) as failed,
        min(case when b.failed = 1 then b.period end) as since, l.text, l.text_en,
        string_agg(b.shown_zh, '；' order by b.seq asc nulls last) as series_zh,
        string_agg(b.shown_en, '; ' order by b.seq asc nulls last) as series_en
    from reports r
    join ref_laggards l on l.rule = 'late'
    join reports b on r.org = b.org and b.seq <= r.seq and b.seq > r.seq - l.periods
    group by r.programme, r.sample, r.period, r.org, l.rule, l.seq, l.times, l.text, l.text_en
)
select
    programme, sample, period, org, indicator, rule, rule_seq as seq, cast(run as integer) as periods, since, text, text_en, series_zh, series_en,
    hidden = 1 as suppressed
from shown
union all
select
    programme, sample, period, org, '' as indicator, rule, rule_seq as seq, cast(failed as integer) as periods, since, text, text_en, series_zh, series_en,
    false as suppressed
from late
where failed >= times
