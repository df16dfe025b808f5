-- int_cell: every figure that is asked for, with what came of it. Where two
-- reporters are asked for one figure, the element's authority decides.
with asked as (
    select
        e.programme, e.sample, e.period, e.org, e.element, e.reporter, e.sheet, e.required,
        row_number() over (
            partition by e.period, e.org, e.element
            order by
                case when (d.authority = 'self' and e.reporter = e.org)
                    or (d.authority = 'parent' and e.reporter = o.parent)
                    or d.authority = concat('org:', e.reporter) then 0 else 1 end asc nulls last,
                e.reporter asc nulls last, e.sheet asc nulls last) as place
    from ref_expected e
    join int_period p on e.period = p.period
    join ref_elements d on e.element = d.element
    join ref_orgs o on e.org = o.org
),
received as (
    select s.period, s.reporter from int_submission s where s.part not in ('评分', '核查') group by s.period, s.reporter
)
select
    a.programme, a.sample, a.period, a.org, a.element, a.reporter, a.required,
    case when b.state = 'reported' then b.value end as value,
    case when b.state is not null then b.state when r.reporter is null then 'not_received' else 'missing' end as state,
    coalesce(b.provisional, false) as provisional,
    coalesce(b.raw_text, '') as raw_text,
    coalesce(b.submission, '') as submission,
    b.revision,
    coalesce(b.sheet, a.sheet) as sheet,
    coalesce(b.cell, '') as cell,
    coalesce(b.note, '') as note
from asked a
left join received r on a.period = r.period and a.reporter = r.reporter
left join int_observation b on a.period = b.period and a.reporter = b.reporter and a.org = b.org and a.element = b.element
where a.place = 1
