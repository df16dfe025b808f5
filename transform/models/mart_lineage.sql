-- mart_lineage: the reported figures behind the figures of every org that are made
-- of its own reports: for each term and source period one row, to be added (operation 1)
-- or taken away (-1) before the term's transform and factor are applied. Figures
-- of the time before an org followed others are those of the others (source_org).
-- A figure that is summed from below has no rows: it is made of those of the orgs
-- below it (dim_ancestor) whose rows are counted.
with files as (
    select f.period, f.reporter, f.submission, min(f.file_name) as file_name, min(f.sha256) as sha256
    from int_submission f
    group by f.period, f.reporter, f.submission
),
hidden as (
    select w.element, w.org, w.period
    from int_suppressed w
    join ref_elements e on w.element = e.element
        and w.basis = case when e.basis = 'year' or e.kind = 'stock' then 'point' else e.basis end
),
-- people and constants come from no cell, people from the programme's own table
given as (
    select
        l.indicator, l.version, l.org, l.period, l.basis, l.term, l.element, l.source_org, l.source_period, l.counted,
        case when l.constant is null then a.value else l.constant end as value,
        case
            when l.constant is not null then plain(l.constant)
            when a.value = floor(a.value) then cast(cast(a.value as bigint) as varchar)
            else cast(a.value as varchar)
        end as raw_text,
        coalesce(a.file_name, '') as file_name,
        coalesce(a.sheet, '') as sheet,
        coalesce(regexp_replace(a.file_line, '^.*:', ''), '') as cell
    from int_lineage l
    left join int_attribute a on l.element = concat('@', a.attribute) and l.source_org = a.org and l.source_period = a.period
    where l.element like '@%'
)
select
    g.programme, g.sample, l.indicator, l.version, l.org, l.period, l.basis, f.part, l.term, l.element, f.factor, f.transform, f.threshold,
    c.reporter, l.source_org, l.source_period, l.operation, c.value, c.raw_text, c.submission, s.file_name, s.sha256, c.sheet, c.cell, l.counted,
    w.org is not null as suppressed
from int_lineage l
join ref_formulas f on l.indicator = f.indicator and l.version = f.version and l.term = f.seq
join int_cell c on l.source_org = c.org and l.element = c.element and l.source_period = c.period and c.submission <> ''
join files s on c.period = s.period and c.reporter = s.reporter and c.submission = s.submission
left join hidden w on l.element = w.element and l.source_org = w.org and l.source_period = w.period
cross join run g
union all
select
    g.programme, g.sample, l.indicator, l.version, l.org, l.period, l.basis, f.part, l.term, l.element, f.factor, f.transform, f.threshold,
    '' as reporter, l.source_org, l.source_period, 1 as operation, l.value, l.raw_text, '' as submission, l.file_name, '' as sha256, l.sheet, l.cell,
    l.counted, false as suppressed
from given l
join ref_formulas f on l.indicator = f.indicator and l.version = f.version and l.term = f.seq
cross join run g
