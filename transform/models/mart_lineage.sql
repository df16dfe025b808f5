-- mart_lineage: the reported figures behind the figures of every org that are made
-- of its own reports: for each term and source period one row, to be added (operation 1)
-- or taken away (-1) before the term's transform and factor are applied. Figures
-- of the time before an org followed others are those of the others (source_org).
-- A figure that is summed from below has no rows: it is made of those of the orgs
-- below it (dim_ancestor) whose rows are counted.
with placed as (
    select
        u.programme, u.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, f.transform,
        f.threshold, t.value_period, u.summed and u.is_whole as counted, coalesce(n.member, t.org) as value_org
    from int_term t
    join ref_formulas f on t.indicator = f.indicator and t.version = f.version and t.term = f.seq
    join int_unit u on t.indicator = u.indicator and t.version = u.version and t.org = u.org and t.period = u.period and t.basis = u.basis
    left join int_member n on t.org = n.org and t.period = n.period and t.value_period = n.past_period
    where t.element not like '@%'
),
-- constants come from no cell, people from the programme's own table: of a time
-- before an org followed others, those of the others where it had none itself
given as (
    select
        u.programme, u.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, f.transform,
        f.threshold, t.value_period, u.summed and u.is_whole as counted,
        case when n.member is not null then n.member else t.org end as source_org,
        case when n.member is not null then b.value else t.value end as value,
        case when n.member is not null then b.value else a.value end as people,
        coalesce(b.file_name, a.file_name, '') as file_name,
        coalesce(b.sheet, a.sheet, '') as sheet,
        coalesce(b.file_line, a.file_line, '') as file_line
    from int_term t
    join ref_formulas f on t.indicator = f.indicator and t.version = f.version and t.term = f.seq
    join int_unit u on t.indicator = u.indicator and t.version = u.version and t.org = u.org and t.period = u.period and t.basis = u.basis
    left join int_attribute a on t.element = concat('@', a.attribute) and t.org = a.org and t.value_period = a.period
    left join int_member n on a.org is null and t.element not in ('@one', '@counties') and t.org = n.org and t.period = n.period
        and t.value_period = n.past_period
    left join int_attribute b on n.member = b.org and n.past_period = b.period and t.element = concat('@', b.attribute)
    where t.element like '@%' and t.value is not null
),
files as (
    select f.period, f.reporter, f.submission, min(f.file_name) as file_name, min(f.sha256) as sha256
    from int_submission f
    group by f.period, f.reporter, f.submission
),
cells as (
    select
        s.org, s.element, s.period, s.basis, s.source_org, s.source_period, s.operation, c.reporter, c.value, c.raw_text, c.submission, f.file_name,
        f.sha256, c.sheet, c.cell, w.org is not null as suppressed
    from int_source s
    join int_cell c on s.source_org = c.org and s.element = c.element and s.source_period = c.period
    join files f on c.period = f.period and c.reporter = f.reporter and c.submission = f.submission
    join ref_elements e on s.element = e.element
    left join int_suppressed w on s.element = w.element and s.source_org = w.org and s.source_period = w.period
        and w.basis = case when e.basis = 'year' or e.kind = 'stock' then 'point' else e.basis end
    where c.submission <> ''
)
select
    t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold,
    c.reporter, c.source_org, c.source_period, c.operation, c.value, c.raw_text, c.submission, c.file_name, c.sha256, c.sheet, c.cell, t.counted,
    c.suppressed
from placed t
join cells c on t.element = c.element and t.value_org = c.org and t.value_period = c.period and t.basis = c.basis
union all
select
    t.programme, t.sample, t.indicator, t.version, t.org, t.period, t.basis, t.part, t.term, t.element, t.factor, t.transform, t.threshold,
    '' as reporter, t.source_org, t.value_period as source_period, 1 as operation, t.value,
    case when t.people is null then plain(t.value) when t.people = floor(t.people) then cast(cast(t.people as bigint) as varchar) else cast(t.people as varchar) end as raw_text,
    '' as submission, t.file_name, '' as sha256, t.sheet,
    regexp_replace(t.file_line, '^.*:', '') as cell,
    t.counted, false as suppressed
from given t
