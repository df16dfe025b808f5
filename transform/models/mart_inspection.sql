-- mart_inspection: values checked on the ground. What was found is held against
-- the value that was submitted, not the copy of it on the form of the check, which
-- whoever checks can change: where the two differ the row says so. Where both
-- numbers are there they decide the result, not the word typed.
with ranked as (
    select
        i.programme, i.sample, i.draw as id, i.period, i.org, i.about, i.element, i.reporter, i.reported, i.found, i.verdict, i.note,
        i.submission, i.revision, i.sheet, i.cell,
        row_number() over (
            partition by i.draw, i.org, i.about, i.element, i.reporter
            order by i.period desc nulls last, i.revision desc nulls last, i.submission desc nulls last, i.cell asc nulls last) as place
    from fact_inspections i
    join int_submission s on i.submission = s.submission and i.period = s.period and i.reporter = s.reporter
),
drawn as (
    select distinct d.id, d.pick from mart_draw d where d.what in ('counties', 'values')
)
select
    r.programme, r.sample, r.id, r.period, r.org, r.about, r.element,
    r.reported as reported_form,
    c.value as reported,
    r.reported is not null and (c.value is null or c.value <> r.reported) as form_differs,
    r.found,
    cast(r.found - c.value as decimal(18, 4)) as difference,
    r.verdict,
    case
        when r.found is not null and c.value is not null then case when r.found = c.value then 'match' else 'mismatch' end
        when r.verdict <> '' then r.verdict
        else 'pending'
    end as result,
    coalesce(o.id, v.id, '') <> '' as drawn,
    r.reporter, r.note, r.submission, r.revision, r.sheet, r.cell
from ranked r
left join int_cell c on r.about = c.period and r.org = c.org and r.element = c.element
left join drawn o on r.id = o.id and r.org = o.pick
left join drawn v on r.id = v.id and concat(r.org, ' ', r.element) = v.pick
where r.place = 1
