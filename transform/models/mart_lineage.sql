-- mart_lineage: the reported figures behind every computed figure: for each
-- contributing org, term and source period one row, to be added (operation 1)
-- or taken away (-1) before the term's transform and factor are applied. Figures
-- of the time before an org followed others are those of the others (source_org).
with members as (
    select i.indicator, i.version, i.org, i.period, i.basis, i.org as unit_org
    from int_indicator i
    where not i.rolled_up
    union all
    select i.indicator, i.version, i.org, i.period, i.basis, u.org as unit_org
    from int_indicator i
    join int_ancestor a on i.period = a.period and i.org = a.ancestor
    join int_unit u on i.indicator = u.indicator and i.version = u.version and a.org = u.org and i.period = u.period and i.basis = u.basis
    where i.rolled_up and u.summed and u.is_whole
),
termed as (
    select
        t.programme, t.sample, m.indicator, m.version, m.org, m.period, m.basis, t.part, t.term, t.element, t.factor, t.transform,
        t.threshold, m.unit_org, t.value_period, t.value
    from members m
    join int_term t on m.indicator = t.indicator and m.version = t.version and m.unit_org = t.org and m.period = t.period and m.basis = t.basis
),
placed as (
    select t.*, coalesce(n.member, t.unit_org) as value_org
    from termed t
    left join int_member n on t.unit_org = n.org and t.period = n.period and t.value_period = n.past_period and t.element not like '@%'
),
reported as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform,
        t.threshold, t.unit_org, c.reporter, s.source_org, s.source_period, s.operation, c.value, c.raw_text, c.submission, c.file_name, c.sha256,
        c.sheet, c.cell
    from placed t
    join int_source s on t.element = s.element and t.value_org = s.org and t.value_period = s.period and t.basis = s.basis
    join int_cell c on s.source_org = c.org and s.element = c.element and s.source_period = c.period
    where c.submission <> ''
),
attributed as (
    select
        t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform,
        t.threshold, t.unit_org, '' as reporter, t.unit_org as source_org, t.value_period as source_period, 1 as operation, t.value,
        case when t.element in ('@one', '@counties') then plain(t.value) when a.value = floor(a.value) then cast(cast(a.value as bigint) as varchar) else cast(a.value as varchar) end as raw_text,
        '' as submission,
        case when t.element in ('@one', '@counties') then '' else 'programme/attributes.csv' end as file_name,
        '' as sha256,
        case when t.element in ('@one', '@counties') then '' else 'attributes.csv' end as sheet,
        case when t.element in ('@one', '@counties') then '' else regexp_replace(a.file_line, '^.*:', '') end as cell
    from termed t
    left join int_attribute a on t.element = concat('@', a.attribute) and t.unit_org = a.org and t.value_period = a.period
    where t.element like '@%' and t.value is not null
)
select
    r.programme, r.sample, r.indicator, r.version, r.org, r.period, r.basis, r.part, r.term, r.element, r.factor, r.transform, r.threshold,
    r.unit_org, r.reporter, r.source_org, r.source_period, r.operation, r.value, r.raw_text, r.submission, r.file_name, r.sha256, r.sheet, r.cell,
    w.org is not null as suppressed
from reported r
join ref_elements e on r.element = e.element
left join int_suppressed w on r.element = w.element and r.source_org = w.org and r.source_period = w.period
    and w.basis = case when e.basis = 'year' or e.kind = 'stock' then 'point' else e.basis end
union all
select
    programme, sample, indicator, version, org, period, basis, part, term, element, factor, transform, threshold, unit_org, reporter,
    source_org, source_period, operation, value, raw_text, submission, file_name, sha256, sheet, cell, false as suppressed
from attributed
